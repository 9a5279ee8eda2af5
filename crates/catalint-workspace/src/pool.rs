//! Work on many files side by side, results in order; a panic on one file ends only that one.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, Once, PoisonError};
use std::thread;
use std::time::Duration;

/// What the taker hears of.
#[derive(Debug)]
pub enum News<R> {
    /// The next result, in the order of the tasks.
    Next(R),
    /// So many tasks are done; results may be waiting for their turn.
    Done(usize),
}

/// The parser goes down with the nesting of the file.
const STACK: usize = 8 << 20;

/// So many tasks may be begun while the first of them is not done: what comes of the others waits
/// for its turn in memory.
const AHEAD: usize = 1024;

/// Tasks are handed out in this many parts a thread, so that none waits long for the last one.
const PARTS: usize = 16;

/// So many tasks in a part save most of what handing them out costs.
const PART: usize = 16;

/// Does `work` on all tasks in up to `jobs` threads; where nobody says, in as many as run at once.
/// `take` hears of the results in order, in this thread, and at least every `pace`, if there is one, how far the
/// work is.
pub fn in_order<T: Sync, R: Send>(
    tasks: &[T],
    jobs: Option<usize>,
    pace: Option<Duration>,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(News<R>),
) {
    if let ([task], None) = (tasks, pace) {
        // A thread would cost more than many a file.
        take(News::Next(work(task)));
        return take(News::Done(1));
    }
    let jobs = threads(jobs).clamp(1, tasks.len().max(1));
    let size = (tasks.len() / (jobs * PARTS)).clamp(1, PART);
    let parts: Vec<&[T]> = tasks.chunks(size).collect();
    let next = AtomicUsize::new(0);
    let (send, receive) = mpsc::channel();
    let (permit, permits) = mpsc::channel();
    let permits = Mutex::new(permits);
    thread::scope(|scope| {
        // Within the scope, so that no thread waits for a permit when `take` panics.
        let permit = permit;
        let allow = || permit.send(()).expect("the other end is alive");
        (0..parts.len().min(AHEAD / size)).for_each(|_| allow());
        let body = || {
            let (send, next, permits, parts, work) = (send.clone(), &next, &permits, &parts, &work);
            let allowed = || permits.lock().unwrap_or_else(PoisonError::into_inner).recv().is_ok();
            move || {
                while allowed()
                    && let Some((at, part)) = claim(next, parts)
                {
                    let results: Vec<R> = part.iter().map(work).collect();
                    if send.send((at, results)).is_err() {
                        return;
                    }
                }
            }
        };
        let start = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, body());
        if (0..jobs).map(start).filter(Result::is_ok).count() == 0 {
            return tasks.iter().for_each(|task| take(News::Next(work(task))));
        }
        drop(send);
        let (mut waiting, mut turn, mut done) = (BTreeMap::new(), 0, 0);
        // Not until nobody sends any more: who waits for a permit would never know.
        while turn < parts.len() {
            let news = match pace {
                Some(pace) => receive.recv_timeout(pace),
                None => receive.recv().map_err(RecvTimeoutError::from),
            };
            match news {
                Ok((at, results)) => {
                    done += results.len();
                    waiting.insert(at, results);
                    while let Some(results) = waiting.remove(&turn) {
                        turn += 1;
                        results.into_iter().for_each(|result| take(News::Next(result)));
                        allow();
                    }
                    take(News::Done(done));
                }
                Err(RecvTimeoutError::Timeout) => take(News::Done(done)),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
    });
}

/// Does the same work in so many threads, this one among them, until all are done.
pub fn side_by_side(threads: usize, work: &(dyn Fn() + Sync)) {
    let panics: Vec<String> = thread::scope(|scope| {
        let start = |_| {
            let help = || guarded(work).err();
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, help).ok()
        };
        // Where no thread can be had, this one does it alone.
        let helpers: Vec<_> = (1..threads).filter_map(start).collect();
        work();
        helpers.into_iter().filter_map(|helper| helper.join().ok().flatten()).collect()
    });
    if let Some(panic) = panics.first() {
        panic!("{panic}");
    }
}

/// As many threads as somebody says, else as run at once.
pub fn threads(jobs: Option<usize>) -> usize {
    jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from))
}

fn claim<'t, T>(next: &AtomicUsize, parts: &[&'t [T]]) -> Option<(usize, &'t [T])> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    parts.get(at).map(|&part| (at, part))
}

thread_local! {
    /// What a panic in [`guarded`] said.
    static PANIC: RefCell<Option<Option<String>>> = const { RefCell::new(None) };
}

/// Keeps panics in [`guarded`] from being printed where they happen.
pub fn hush_guarded_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let guarded =
                PANIC.with_borrow_mut(|said| said.as_mut().map(|said| *said = Some(info.to_string())).is_some());
            if !guarded {
                usual(info);
            }
        }));
    });
}

/// The result, or what the panic said, on one line.
pub fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    PANIC.set(Some(None));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    let said = PANIC.take().flatten();
    result.map_err(|_| said.unwrap_or_default().replace('\n', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_tasks() {
        let tasks: Vec<u64> = (0..50).collect();
        for jobs in [1, 4, 80] {
            let mut got = Vec::new();
            let work = |&n: &u64| {
                thread::sleep(Duration::from_micros((50 - n) * 20));
                n
            };
            in_order(&tasks, Some(jobs), Some(Duration::from_secs(9)), work, |news| {
                if let News::Next(n) = news {
                    got.push(n);
                }
            });
            assert_eq!(got, tasks, "{jobs} jobs");
        }
    }

    #[test]
    fn threads_work_side_by_side_and_a_panic_of_one_is_told() {
        hush_guarded_panics();
        let done = AtomicUsize::new(0);
        let count = || {
            done.fetch_add(1, Ordering::SeqCst);
        };
        side_by_side(3, &count);
        assert_eq!(done.load(Ordering::SeqCst), 3);
        let here = thread::current().id();
        let work = || assert!(thread::current().id() == here, "a thread slipped");
        let said = guarded(|| side_by_side(2, &work)).expect_err("one panicked");
        assert!(said.contains("a thread slipped"), "{said}");
    }

    #[test]
    fn nobody_runs_far_ahead_of_a_slow_task() {
        let tasks: Vec<usize> = (0..AHEAD * 2).collect();
        let (begun, at_most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |&n: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            if n == 0 {
                thread::sleep(Duration::from_millis(200));
                at_most.store(begun.load(Ordering::SeqCst), Ordering::SeqCst);
            }
        };
        let mut got = 0;
        in_order(&tasks, Some(4), Some(Duration::from_secs(9)), work, |news| {
            got += usize::from(matches!(news, News::Next(())))
        });
        assert_eq!(got, tasks.len());
        assert!(at_most.load(Ordering::SeqCst) <= AHEAD);
    }

    #[test]
    fn a_panic_of_the_taker_ends_the_run() {
        let tasks: Vec<usize> = (0..AHEAD * 2).collect();
        let taken = panic::catch_unwind(|| {
            in_order(&tasks, Some(2), Some(Duration::from_secs(9)), |_| (), |_| panic!("full"));
        });
        assert!(taken.is_err());
    }

    #[test]
    fn a_panic_is_a_result_with_its_message_and_place() {
        hush_guarded_panics();
        let said = guarded(|| -> usize { panic!("坏\n了") }).expect_err("it panics");
        assert!(said.contains("坏 了") && said.contains("pool.rs"), "{said}");
        assert_eq!(guarded(|| 3), Ok(3));
    }
}
