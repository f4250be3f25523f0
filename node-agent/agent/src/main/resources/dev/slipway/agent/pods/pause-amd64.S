# The only program of a pod's sandbox: sleeps until a signal ends it. The engine's init runs as process 1
# above it, so signals have their ordinary effect here and nothing has to be reaped.
#   as -o pause.o pause-amd64.S && ld -n -nostdlib -static -s -z noexecstack --build-id=none -o pause-amd64 pause.o
        .globl  _start
        .text
_start: mov     $34, %eax               # pause()
        syscall
        jmp     _start
        .section .note.GNU-stack, "", @progbits
