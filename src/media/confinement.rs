//! What the process that looks into files takes from itself before it reads the first byte: it can compute, read what
//! it was given and write what it made. It opens no file and no connection, starts nothing, and ends when it uses more
//! than it may.

use std::collections::BTreeMap;

use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};

/// Memory that the process may write to, in bytes.
const MEMORY: u64 = 384 * 1024 * 1024;
/// Seconds of computing.
const SECONDS: u64 = if cfg!(debug_assertions) { 90 } else { 15 };

/// Everything that a process needs to compute, and to end.
const CALLS: &[libc::c_long] = &[
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_lseek,
    libc::SYS_mmap,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_getrandom,
    libc::SYS_clock_gettime,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_gettid,
    libc::SYS_getpid,
    libc::SYS_tgkill,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// Confines this process for the rest of its life; what failed, if it cannot be done.
pub fn confine() -> Result<(), String> {
    let most = |value: u64| Rlimit { current: Some(value), maximum: Some(value) };
    for (resource, limit) in [
        (Resource::Data, most(MEMORY)),
        (Resource::Cpu, most(SECONDS)),
        (Resource::Fsize, most(0)),
        (Resource::Core, most(0)),
        (Resource::Nofile, most(0)),
        (Resource::Nproc, most(0)),
    ] {
        setrlimit(resource, limit).map_err(|e| format!("{resource:?}: {e}"))?;
    }
    let filter = filter().map_err(|e| e.to_string())?;
    seccompiler::apply_filter(&filter).map_err(|e| e.to_string())
}

/// Every other call of the system is answered with "not permitted".
fn filter() -> Result<BpfProgram, seccompiler::BackendError> {
    let rules: BTreeMap<i64, Vec<seccompiler::SeccompRule>> =
        CALLS.iter().map(|call| (*call, Vec::new())).collect();
    let refused = SeccompAction::Errno(libc::EPERM as u32);
    let filter =
        SeccompFilter::new(rules, refused, SeccompAction::Allow, std::env::consts::ARCH.try_into()?)?;
    filter.try_into()
}
