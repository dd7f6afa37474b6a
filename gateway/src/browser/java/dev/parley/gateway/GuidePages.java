package dev.parley.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shop on another host: its pages are made of docs/web.md and of the examples beside it, as they are. */
final class GuidePages implements AutoCloseable {

    private static final String NONCE = "bm9uY2U";
    private static final Path DOCS = Path.of("../docs");
    private static final Pattern PLAIN = Pattern.compile("(?s)## On a page.*?```html\n(.*?)```");
    private static final Pattern REACT = Pattern.compile("(?s)```jsx\n(.*?)```");
    private static final Pattern TAG = Pattern.compile("(?s)\\*\\*A tag manager\\*\\*.*?```html\n(.*?)```");

    private static final Pattern POLICY = Pattern.compile("(?s)```http\nContent-Security-Policy: (.*?)\n```");
    private static final Pattern DRESS = Pattern
            .compile("(?s)may go further, above the script's tag:\n\n```html\n(.*?)```");

    private final HttpServer http;
    private volatile String parley = "";

    GuidePages() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/", this::serve);
            http.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + http.getAddress().getPort();
    }

    void knows(String server) {
        parley = server;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String page = switch (exchange.getRequestURI().getPath()) {
            case "/client.html" -> Files.readString(DOCS.resolve("examples/client.html"));
            case "/tag-manager.html" -> "<!doctype html><html lang=en><title>Shop</title><body>" + tag() + tag();
            case "/plain.html" -> "<!doctype html><html lang=en><title>Shop</title><body>" + plain();
            case "/policy.html" -> "<!doctype html><html lang=en><title>Shop</title><body>" + plain();
            case "/nonce.html" -> "<!doctype html><html lang=en><title>Shop</title><body>"
                    + plain().replace("<script ", "<script nonce=\"" + NONCE + "\" ");
            case "/dressed.html" -> "<!doctype html><html lang=en><title>Shop</title><body>" + block(DRESS) + plain();
            case "/language.html" -> "<!doctype html><html lang=" + exchange.getRequestURI().getQuery()
                    + "><title>Shop</title><body>" + plain();
            case "/right-to-left.html" -> "<!doctype html><html lang=ar dir=rtl><title>Shop</title><body>" + plain();
            case "/react.html" -> "<!doctype html><html lang=en><title>Shop</title><body><script>"
                    + "const useEffect = effect => effect();\n" + react() + "SupportChat(); SupportChat();</script>";
            default -> "";
        };
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        switch (exchange.getRequestURI().getPath()) {
            case "/policy.html" -> exchange.getResponseHeaders().add("Content-Security-Policy", block(POLICY));
            case "/nonce.html" -> exchange.getResponseHeaders().add("Content-Security-Policy",
                    "default-src 'none'; script-src 'nonce-" + NONCE + "'; connect-src " + parley);
            default -> {
            }
        }
        exchange.sendResponseHeaders(bytes.length == 0 ? 204 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String plain() throws IOException {
        return block(PLAIN);
    }

    private String tag() throws IOException {
        return block(TAG);
    }

    /** Without what only a bundler understands: the component has no markup. */
    private String react() throws IOException {
        return block(REACT).replaceAll("(?m)^import .*$", "").replace("export function", "function");
    }

    private String block(Pattern pattern) throws IOException {
        Matcher block = pattern.matcher(Files.readString(DOCS.resolve("web.md")));
        if (!block.find()) {
            throw new IllegalStateException("docs/web.md lacks " + pattern);
        }
        return block.group(1).replace("https://chat.example.com", parley);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
