"""What the fork server loads before all else; nobody else imports it.

Ctrl-C reaches all processes of a terminal, and is the run's to answer, even while this one is still loading. Numerical
libraries take one thread: the workers themselves are the parallelism, and threads would not be there after a fork.
No garbage is collected until all is loaded (fork_server_end.py).
"""

import gc
import os
import signal

gc.disable()
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.environ.setdefault("OMP_NUM_THREADS", "1")
