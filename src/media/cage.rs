//! The cage for a program that is not ours: `ffmpeg`, which reads films and sounds. It sees the libraries of the system
//! and one folder, in which it may write; it has no network, starts nothing, signals nobody, and ends when it uses more
//! than it may. The cage stays shut for everything that the program does.

use std::ffi::{OsStr, OsString};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use landlock::{
    ABI, Access as _, AccessFs, AccessNet, CompatLevel, Compatible as _, Ruleset, RulesetAttr as _,
    RulesetCreatedAttr as _, RulesetStatus, Scope, path_beneath_rules,
};
use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};

/// Memory that the program may write to, in bytes.
const MEMORY: u64 = 1024 * 1024 * 1024;
/// The largest file that it may write, in bytes.
const FILE: u64 = 192 * 1024 * 1024;
/// Where the program and its libraries are. What is not there is left out.
const READABLE: [&str; 4] = ["/usr", "/lib", "/lib64", "/etc/ld.so.cache"];

/// What a program needs to be loaded, to compute in several threads, and to read and write files.
const CALLS: &[libc::c_long] = &[
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_pread64,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_pwrite64,
    libc::SYS_close,
    libc::SYS_openat,
    libc::SYS_fstat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_faccessat,
    libc::SYS_readlinkat,
    libc::SYS_getdents64,
    libc::SYS_getcwd,
    libc::SYS_lseek,
    libc::SYS_fcntl,
    libc::SYS_ftruncate,
    libc::SYS_fsync,
    libc::SYS_unlinkat,
    libc::SYS_ioctl,
    libc::SYS_ppoll,
    libc::SYS_pselect6,
    libc::SYS_execve,
    libc::SYS_mmap,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_getrandom,
    libc::SYS_clock_gettime,
    libc::SYS_clock_getres,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_gettimeofday,
    libc::SYS_getrusage,
    libc::SYS_sysinfo,
    libc::SYS_uname,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_setaffinity,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_set_tid_address,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_prlimit64,
    libc::SYS_gettid,
    libc::SYS_getpid,
    libc::SYS_getuid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getegid,
    libc::SYS_prctl,
    libc::SYS_tgkill,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// The older names of the same calls, which only this machine has.
#[cfg(target_arch = "x86_64")]
const OLDER_CALLS: &[libc::c_long] = &[
    libc::SYS_open,
    libc::SYS_stat,
    libc::SYS_lstat,
    libc::SYS_access,
    libc::SYS_readlink,
    libc::SYS_unlink,
    libc::SYS_poll,
    libc::SYS_select,
    libc::SYS_arch_prctl,
    libc::SYS_getrlimit,
    libc::SYS_time,
];
#[cfg(not(target_arch = "x86_64"))]
const OLDER_CALLS: &[libc::c_long] = &[];

/// Shuts this process in and becomes the program. It returns only when that failed, and says why.
pub fn become_caged(folder: &Path, seconds: u64, program: &OsStr, arguments: &[OsString]) -> String {
    match shut(folder, seconds) {
        Ok(()) => Command::new(program).args(arguments).exec().to_string(),
        Err(why) => why,
    }
}

fn shut(folder: &Path, seconds: u64) -> Result<(), String> {
    let most = |value: u64| Rlimit { current: Some(value), maximum: Some(value) };
    for (resource, limit) in [
        (Resource::Data, most(MEMORY)),
        (Resource::Cpu, most(seconds)),
        (Resource::Fsize, most(FILE)),
        (Resource::Core, most(0)),
        (Resource::Nofile, most(64)),
    ] {
        setrlimit(resource, limit).map_err(|e| format!("{resource:?}: {e}"))?;
    }
    std::env::set_current_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    // Whoever reads the server's pages goes before whoever waits for a film.
    let _ = rustix::process::nice(10);
    hide_files(folder).map_err(|e| e.to_string())?;
    let filter = filter().map_err(|e| e.to_string())?;
    seccompiler::apply_filter(&filter).map_err(|e| e.to_string())
}

/// No file but those of the system, and none to write but those of the folder. A kernel that cannot promise this gets no
/// films to read.
fn hide_files(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let read = AccessFs::from_read(ABI::V1);
    let status = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(ABI::V1))?
        // What newer kernels can refuse beyond that.
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(ABI::V5))?
        .handle_access(AccessNet::from_all(ABI::V4))?
        .scope(Scope::from_all(ABI::V6))?
        .create()?
        .add_rules(path_beneath_rules(READABLE, read))?
        .add_rules(path_beneath_rules([folder], AccessFs::from_all(ABI::V5) & !AccessFs::Execute))?
        .restrict_self()?;
    if status.ruleset == RulesetStatus::NotEnforced {
        return Err("this kernel has no Landlock".into());
    }
    Ok(())
}

/// Every other call is answered as a kernel does that does not know it, so that the libraries take older ways.
fn filter() -> Result<BpfProgram, seccompiler::BackendError> {
    let mut rules: std::collections::BTreeMap<i64, Vec<SeccompRule>> =
        CALLS.iter().chain(OLDER_CALLS).map(|call| (*call, Vec::new())).collect();
    // Threads of this process, and no other process.
    let thread = u64::from(libc::CLONE_THREAD.unsigned_abs());
    let is_thread =
        SeccompCondition::new(0, SeccompCmpArgLen::Qword, SeccompCmpOp::MaskedEq(thread), thread)?;
    rules.insert(libc::SYS_clone, vec![SeccompRule::new(vec![is_thread])?]);
    let unknown = SeccompAction::Errno(libc::ENOSYS.unsigned_abs());
    let arch = std::env::consts::ARCH.try_into()?;
    SeccompFilter::new(rules, unknown, SeccompAction::Allow, arch)?.try_into()
}
