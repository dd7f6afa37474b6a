package dev.parley.connectors.telegram;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.parley.connectors.Multipart;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The files that Telegram keeps. */
final class FakeTelegramFiles {

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, byte[]> shared = new ConcurrentHashMap<>();
    private final Map<String, byte[]> shown = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger(1);

    ObjectNode share(String name, byte[] content) {
        String id = "BQACAgIAAxkBAAI" + next.getAndIncrement();
        shared.put(id, content);
        return json.createObjectNode().put("file_id", id).put("file_unique_id", "u" + id).put("file_name", name)
                .put("file_size", content.length);
    }

    boolean has(String id) {
        return shared.containsKey(id);
    }

    void download(HttpExchange exchange, String id) throws IOException {
        byte[] content = shared.get(id);
        exchange.sendResponseHeaders(content == null ? 404 : 200, content == null ? -1 : content.length);
        if (content != null) {
            exchange.getResponseBody().write(content);
        }
    }

    /** A call with a file, as its arguments. */
    ObjectNode upload(Multipart form) {
        ObjectNode arguments = json.createObjectNode();
        form.parts().keySet().stream().filter(name -> !form.fileNames().containsKey(name))
                .forEach(name -> arguments.put(name, form.text(name)));
        form.fileNames().forEach((part, name) -> {
            shown.put(name, form.parts().get(part));
            arguments.put("document", name);
        });
        return arguments;
    }

    byte[] shown(String name) {
        return shown.get(name);
    }
}
