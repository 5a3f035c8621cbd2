"""What the standard library lacks, and has besides, on the systems that these tests do not run on.

By module; no more than a program like this one may reach for. Sources: for Windows, `dir` of each
module in CPython 3.11.9 there, against 3.11.7 on Linux; for the others what CPython's documentation
says of availability, and conditions on `sys.platform` in typeshed.
"""

NO_MODULES = {
    "win32": """
        _crypt _curses _posixshmem _posixsubprocess fcntl grp nis ossaudiodev posix pwd readline
        resource spwd syslog termios
    """,
    "darwin": "_msi _overlapped _winapi msilib msvcrt nt ossaudiodev spwd winreg winsound",
    "linux": "_msi _overlapped _scproxy _winapi msilib msvcrt nt winreg winsound",
}
"""Modules that are not there at all."""

LACKS = {
    "win32": {
        "os": """
            EX_OK EX_USAGE EX_SOFTWARE EX_TEMPFAIL F_LOCK F_TLOCK F_ULOCK MFD_ALLOW_SEALING
            MFD_CLOEXEC O_ACCMODE O_CLOEXEC O_DIRECT O_DIRECTORY O_DSYNC O_NOATIME O_NOCTTY
            O_NOFOLLOW O_NONBLOCK O_PATH O_SYNC O_TMPFILE POSIX_FADV_DONTNEED
            POSIX_FADV_SEQUENTIAL PRIO_PGRP PRIO_PROCESS PRIO_USER P_ALL P_PID RTLD_GLOBAL
            RTLD_LAZY RTLD_LOCAL RTLD_NOW SCHED_BATCH SCHED_FIFO SCHED_IDLE SCHED_OTHER SCHED_RR
            SEEK_DATA SEEK_HOLE WCOREDUMP WEXITSTATUS WIFEXITED WIFSIGNALED WNOHANG WTERMSIG chown
            chroot confstr copy_file_range environb eventfd fchdir fchmod fchown fdatasync fork
            forkpty fpathconf fstatvfs fwalk get_blocking getegid getenvb geteuid getgid
            getgrouplist getgroups getloadavg getpgid getpgrp getpriority getrandom getresuid
            getsid getuid getxattr initgroups killpg lchown listxattr lockf major makedev
            memfd_create minor mkfifo mknod nice openpty pathconf pidfd_open pipe2 posix_fadvise
            posix_fallocate posix_spawn posix_spawnp pread preadv pwrite pwritev readv
            register_at_fork removexattr sched_get_priority_max sched_getaffinity sched_getparam
            sched_getscheduler sched_param sched_setaffinity sched_setscheduler sched_yield
            sendfile set_blocking setegid seteuid setgid setgroups setpgid setpriority setsid
            setuid setxattr splice statvfs sync sysconf sysconf_names tcgetpgrp tcsetpgrp ttyname
            uname wait wait3 wait4 waitid writev
        """,
        "signal": """
            ITIMER_PROF ITIMER_REAL ITIMER_VIRTUAL SIGALRM SIGBUS SIGCHLD SIGCONT SIGHUP SIGIO
            SIGIOT SIGKILL SIGPIPE SIGPOLL SIGPROF SIGPWR SIGQUIT SIGRTMAX SIGRTMIN SIGSTKFLT
            SIGSTOP SIGSYS SIGTRAP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGUSR1 SIGUSR2 SIGVTALRM
            SIGWINCH SIGXCPU SIGXFSZ SIG_BLOCK SIG_SETMASK SIG_UNBLOCK alarm getitimer pause
            pidfd_send_signal pthread_kill pthread_sigmask setitimer siginterrupt sigpending
            sigtimedwait sigwait sigwaitinfo
        """,
        "socket": """
            AF_ALG AF_CAN AF_NETLINK AF_PACKET AF_UNIX AF_VSOCK CMSG_LEN CMSG_SPACE EAI_ADDRFAMILY
            EAI_OVERFLOW EAI_SYSTEM MSG_CMSG_CLOEXEC MSG_DONTWAIT MSG_EOR MSG_MORE MSG_NOSIGNAL
            SCM_CREDENTIALS SCM_RIGHTS SOCK_CLOEXEC SOCK_NONBLOCK SO_BINDTODEVICE SO_MARK
            SO_PEERCRED SO_REUSEPORT TCP_CORK TCP_INFO TCP_QUICKACK TCP_USER_TIMEOUT recv_fds
            send_fds sethostname
        """,
        "time": """
            CLOCK_BOOTTIME CLOCK_MONOTONIC CLOCK_MONOTONIC_RAW CLOCK_PROCESS_CPUTIME_ID
            CLOCK_REALTIME CLOCK_TAI CLOCK_THREAD_CPUTIME_ID clock_getres clock_gettime
            clock_gettime_ns clock_settime clock_settime_ns pthread_getcpuclockid tzset
        """,
        "select": """
            EPOLLERR EPOLLHUP EPOLLIN EPOLLOUT PIPE_BUF POLLERR POLLHUP POLLIN POLLNVAL POLLOUT
            epoll poll
        """,
        "mmap": """
            MADV_DONTDUMP MADV_DONTFORK MADV_DONTNEED MADV_FREE MADV_HUGEPAGE MADV_NORMAL
            MADV_RANDOM MADV_REMOVE MADV_SEQUENTIAL MADV_WILLNEED MAP_ANON MAP_ANONYMOUS
            MAP_POPULATE MAP_PRIVATE MAP_SHARED MAP_STACK PROT_EXEC PROT_READ PROT_WRITE
        """,
        "locale": """
            CODESET D_FMT D_T_FMT LC_MESSAGES RADIXCHAR THOUSEP T_FMT bindtextdomain gettext
            nl_langinfo textdomain
        """,
        "errno": "EBADFD ECOMM EKEYEXPIRED ENOKEY ENOMEDIUM ENONET EREMOTEIO ERESTART EUCLEAN",
        "sys": "abiflags getdlopenflags setdlopenflags",
    },
    "darwin": {
        "os": """
            EFD_CLOEXEC EFD_NONBLOCK GRND_NONBLOCK MFD_ALLOW_SEALING MFD_CLOEXEC O_DIRECT
            O_LARGEFILE O_NOATIME O_PATH O_RSYNC O_TMPFILE POSIX_FADV_DONTNEED
            POSIX_FADV_SEQUENTIAL P_PIDFD SCHED_BATCH SCHED_IDLE SCHED_RESET_ON_FORK XATTR_CREATE
            XATTR_REPLACE copy_file_range eventfd eventfd_read eventfd_write fdatasync getrandom
            getresgid getresuid getxattr listxattr memfd_create pidfd_open pipe2 posix_fadvise
            posix_fallocate removexattr sched_getaffinity sched_getparam sched_getscheduler
            sched_param sched_rr_get_interval sched_setaffinity sched_setparam sched_setscheduler
            setresgid setresuid setxattr splice
        """,
        "signal": """
            SIGCLD SIGPOLL SIGPWR SIGRTMAX SIGRTMIN SIGSTKFLT pidfd_send_signal sigtimedwait
            sigwaitinfo struct_siginfo
        """,
        "socket": """
            AF_ALG AF_CAN AF_NETLINK AF_PACKET AF_VSOCK MSG_CMSG_CLOEXEC MSG_MORE SCM_CREDENTIALS
            SOCK_CLOEXEC SOCK_NONBLOCK SO_BINDTODEVICE SO_MARK SO_PASSCRED SO_PEERCRED SO_PRIORITY
            TCP_CONGESTION TCP_CORK TCP_DEFER_ACCEPT TCP_QUICKACK TCP_USER_TIMEOUT
        """,
        "time": "CLOCK_BOOTTIME CLOCK_TAI pthread_getcpuclockid",
        "select": "EPOLLERR EPOLLET EPOLLHUP EPOLLIN EPOLLOUT EPOLLRDHUP epoll",
        "mmap": """
            MADV_DODUMP MADV_DOFORK MADV_DONTDUMP MADV_DONTFORK MADV_HUGEPAGE MADV_MERGEABLE
            MADV_NOHUGEPAGE MADV_REMOVE MAP_DENYWRITE MAP_EXECUTABLE MAP_POPULATE MAP_STACK
        """,
        "errno": """
            EBADFD ECHRNG ECOMM EKEYEXPIRED ENOKEY ENOMEDIUM ENONET ENOTUNIQ EREMOTEIO ERESTART
            EUCLEAN
        """,
    },
    "linux": {
        "os": "O_BINARY O_EXLOCK O_SHLOCK chflags lchflags lchmod startfile",
        "signal": "CTRL_BREAK_EVENT CTRL_C_EVENT SIGBREAK SIGEMT SIGINFO",
        "select": "kevent kqueue",
    },
}
"""Names that a module has elsewhere and not there."""

HAS = {
    "win32": {
        "os": """
            O_BINARY O_NOINHERIT O_TEMPORARY add_dll_directory get_handle_inheritable
            set_handle_inheritable startfile
        """,
        "signal": "CTRL_BREAK_EVENT CTRL_C_EVENT SIGBREAK",
        "ctypes": """
            FormatError GetLastError HRESULT OleDLL WINFUNCTYPE WinDLL WinError get_last_error
            oledll set_last_error windll
        """,
        "msvcrt": """
            LK_LOCK LK_NBLCK LK_NBRLCK LK_RLCK LK_UNLCK get_osfhandle getch getwch kbhit locking
            open_osfhandle putwch setmode
        """,
        "winreg": "CloseKey HKEY_CURRENT_USER HKEY_LOCAL_MACHINE KEY_READ OpenKey QueryValueEx",
        "sys": "getwindowsversion winver",
    },
    "darwin": {
        "select": "kevent kqueue",
    },
    "linux": {},
}
"""Names that a module has there and not everywhere; stand-ins will do, for nothing calls them."""
