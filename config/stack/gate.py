"""Wait at the gate: become the command once the starter has written this process down.

Run as `python gate.py DESCRIPTOR ACCOUNT COMMAND...`. The starter sends one byte when the
number of this process stands in the roster; if it dies before that, nothing was started.
ACCOUNT is `uid:gid` to give up root for, or `-`.
"""

import os
import sys

if __name__ == "__main__":
    descriptor, account, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    may_pass = os.read(descriptor, 1)
    os.close(descriptor)
    if may_pass:
        if account != "-":
            uid, gid = account.split(":")
            os.setgroups([])
            os.setgid(int(gid))
            os.setuid(int(uid))
        os.execvp(command[0], command)
