#!/bin/sh
# A computer of its own on this one: this one's files beneath a layer that is thrown away, systemd
# as its first process, what it does to processes and files seen by nobody else. Needs root.
#   computer.sh boot FOLDER NAME SHARE   in the network it is started in, until its input ends
#   computer.sh clear NAME               takes the control group away
set -e
what=$1
shift

# Control groups are a tree of the whole machine; here is the one place for ours in it.
group() {
    mount --make-rprivate /
    mount -t cgroup2 cgroup2 /sys/fs/cgroup
    mkdir -p "/sys/fs/cgroup/$1"
}

case $what in
boot)
    [ -n "$IN_GROUP" ] || exec env IN_GROUP=1 unshare --mount "$0" "$what" "$@"
    # Whoever started it may be killed: then it is switched off all the same. This process becomes
    # the one whose only child is the computer's first.
    exec 3<&0
    (
        trap '' HUP INT TERM
        ( cat <&3 >/dev/null; kill -KILL $(cat "/proc/$$/task/$$/children") ) >/dev/null 2>&1 &
    )
    group "$2"
    echo 0 > "/sys/fs/cgroup/$2/cgroup.procs"
    exec unshare --mount --pid --fork --kill-child --cgroup --uts --ipc "$0" init "$1" "$3"
    ;;
init)
    folder=$1
    share=$2
    mount --make-rprivate /
    mount -t tmpfs tmpfs "$folder"
    mkdir "$folder/above" "$folder/work" "$folder/root"
    mount -t overlay overlay "$folder/root" \
        -o "lowerdir=/,upperdir=$folder/above,workdir=$folder/work"
    cd "$folder/root"
    # Of this machine's units nothing starts but a journal; the kernel's settings are not ours.
    rm -rf etc/systemd/system/* lib/systemd/system/*.wants lib/systemd/system-generators \
        usr/sbin/policy-rc.d
    tr -d - < /proc/sys/kernel/random/uuid > etc/machine-id
    printf '[Unit]\nRequires=basic.target systemd-journald.service\n%s\n' \
        'After=basic.target systemd-journald.service' > etc/systemd/system/house.target
    mount --bind "$share" mnt
    mount -t proc proc proc
    mount --bind proc/sys proc/sys
    mount -o remount,bind,ro proc/sys
    mount -t sysfs -o ro sysfs sys
    mount -t cgroup2 cgroup2 sys/fs/cgroup
    for place in run tmp dev; do mount -t tmpfs -o mode=755 tmpfs $place; done
    chmod 1777 tmp
    for device in null:3 zero:5 full:7 random:8 urandom:9; do
        mknod -m 666 "dev/${device%:*}" c 1 "${device#*:}"
    done
    mknod -m 666 dev/tty c 5 0
    mkdir dev/pts dev/shm
    mount -t devpts -o newinstance,ptmxmode=666 devpts dev/pts
    mount -t tmpfs tmpfs dev/shm
    ln -s pts/ptmx dev/ptmx
    ln -s /proc/self/fd dev/fd
    mkdir -p .before
    pivot_root . .before
    umount -l /.before
    exec env -i container=portreeve PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        /lib/systemd/systemd --system --unit=house.target --log-target=journal --show-status=0
    ;;
clear)
    [ -n "$IN_GROUP" ] || exec env IN_GROUP=1 unshare --mount "$0" "$what" "$@"
    group "$1"
    find "/sys/fs/cgroup/$1" -depth -type d -exec rmdir {} +
    ;;
esac
