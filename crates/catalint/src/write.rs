//! Files are replaced whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Puts `bytes` in the place of a file's content. Links are followed, permissions stay.
///
/// # Errors
/// When the world says no; the file is as it was then.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<Replaced> {
    let target = fs::canonicalize(path)?;
    let permissions = fs::metadata(&target)?.permissions();
    if permissions.readonly() {
        return Ok(Replaced::ReadOnly);
    }
    let mut file = NamedTempFile::new_in(folder(&target))?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(Replaced::Done)
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Replaced {
    Done,
    /// A rename would get past the protection that somebody set on the file.
    ReadOnly,
}

/// A file that is being written and appears at its place only when it is whole.
#[derive(Debug)]
pub(crate) enum Draft {
    Beside(NamedTempFile, PathBuf),
    /// A device or pipe, which must not be renamed over.
    Direct(File),
}

impl Draft {
    pub(crate) fn new(path: &Path) -> io::Result<Self> {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(meta) if !meta.is_file() => Ok(Self::Direct(OpenOptions::new().write(true).open(path)?)),
            Ok(meta) => {
                let target = fs::canonicalize(path)?;
                let file = NamedTempFile::new_in(folder(&target))?;
                file.as_file().set_permissions(meta.permissions())?;
                Ok(Self::Beside(file, target))
            }
            Err(_) => Ok(Self::Beside(new_in(folder(path))?, path.to_path_buf())),
        }
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Beside(file, _) => file.write_all(bytes),
            Self::Direct(file) => file.write_all(bytes),
        }
    }

    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Beside(file, target) => file.persist(target).map(drop).map_err(|error| error.error),
            Self::Direct(_) => Ok(()),
        }
    }
}

/// A temporary file is for its owner's eyes; this one is to become an ordinary file.
fn new_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
