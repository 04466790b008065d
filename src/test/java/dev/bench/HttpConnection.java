package dev.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** One kept-alive connection that sends prepared bytes and does as little as possible with the answers. */
final class HttpConnection implements AutoCloseable {

    static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static final int TIMEOUT_MILLIS = 600_000;

    private final URI server;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private byte[] body = {};

    HttpConnection(URI server) throws IOException {
        this.server = server;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    /** As somebody's browser asks. */
    static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\nUser-Agent: " + BROWSER
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] post(String path, String mediaType, byte[] body) {
        return request("POST", path, Map.of("Accept", mediaType, "Content-Type", mediaType), body);
    }

    static byte[] request(String method, String path, Map<String, String> headers, byte[] body) {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: bench\r\n");
        headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
        byte[] head = text.append("Content-Length: " + body.length + "\r\n\r\n")
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /** Returns the status; the body can be read until the next request. */
    int send(byte[] request) throws IOException {
        out.write(request);
        int status = Integer.parseInt(line().substring(9, 12));
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
            } else if (lower.startsWith("connection:")) {
                last = lower.endsWith("close");
            }
        }
        body = chunked ? chunks() : exactly(length);
        if (last) {
            close();
            connect();
        }
        return status;
    }

    byte[] body() {
        return body.clone();
    }

    /** Whether this is somewhere in the body. */
    boolean holds(byte[] wanted) {
        for (int at = 0; at <= body.length - wanted.length; at++) {
            if (Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(exactly(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The answer is cut off");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The connection is closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
