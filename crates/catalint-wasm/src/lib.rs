//! The engine as a module without imports. Requests and answers are those of [`catalint_session`].
//!
//! The other side asks for room ([`alloc`]), writes a request there, and calls; [`call`] takes the request and gives the place
//! of the answer, [`len`] its length, which the other side gives back ([`dealloc`]) when it has copied it. A panic is a trap:
//! the instance is not to be used again.

use std::cell::{Cell, RefCell};

use catalint_session::PageSession;

thread_local! {
    static SESSION: RefCell<PageSession> = RefCell::new(PageSession::new());
    static LEN: Cell<usize> = const { Cell::new(0) };
}

/// Room for so many bytes.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(len: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; len].into_boxed_slice()).cast()
}

/// Gives room back.
///
/// # Safety
/// It is that of [`alloc`] or [`call`], with its length, and was not given back.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dealloc(start: *mut u8, len: usize) {
    // SAFETY: by the contract above this is a box of ours.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(start, len)) });
}

/// Answers a request and gives its room back. The place of the answer.
///
/// # Safety
/// The request lies in room of [`alloc`] of this length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn call(start: *mut u8, length: usize) -> *mut u8 {
    // SAFETY: by the contract above this is a box of ours.
    let request = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(start, length)) };
    let answer = SESSION.with_borrow_mut(|session| session.call(&request)).into_boxed_slice();
    LEN.set(answer.len());
    Box::into_raw(answer).cast()
}

/// The length of the last answer: a number of 64 bits can't be given back to old browsers.
#[unsafe(no_mangle)]
pub extern "C" fn len() -> usize {
    LEN.get()
}
