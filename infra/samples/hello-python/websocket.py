"""As much of RFC 6455 as a small app needs: short text messages, ping, close."""

import base64
import hashlib

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
LONGEST = 4096


def handshake(key):
    digest = hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
    return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Accept: {base64.b64encode(digest).decode()}\r\n\r\n").encode()


def frame(opcode, payload):
    size = len(payload)
    length = bytes([size]) if size < 126 else bytes([126]) + size.to_bytes(2, "big")
    return bytes([0x80 | opcode]) + length + payload


def text(message):
    return frame(TEXT, message.encode())


GOING_AWAY = frame(CLOSE, (1001).to_bytes(2, "big"))
TOO_BIG = frame(CLOSE, (1009).to_bytes(2, "big"))


async def read(reader):
    """One frame from a client: (opcode, payload), or None when it is longer than we take."""
    first, second = await reader.readexactly(2)
    size = second & 0x7F
    if size == 126:
        size = int.from_bytes(await reader.readexactly(2), "big")
    if size > LONGEST:
        return None
    mask = await reader.readexactly(4) if second & 0x80 else bytes(4)
    masked = await reader.readexactly(size)
    return first & 0x0F, bytes(byte ^ mask[i % 4] for i, byte in enumerate(masked))


async def echo(reader, writer):
    """Sends every text back until the other side closes."""
    while True:
        message = await read(reader)
        if message is None:
            writer.write(TOO_BIG)
            return
        opcode, payload = message
        if opcode == CLOSE:
            writer.write(frame(CLOSE, payload[:2]))
            return
        if opcode == PING:
            writer.write(frame(PONG, payload))
        if opcode == TEXT:
            writer.write(text("you said: " + payload.decode(errors="replace")))
        await writer.drain()
