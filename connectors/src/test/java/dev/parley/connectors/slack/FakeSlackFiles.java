package dev.parley.connectors.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.parley.connectors.Multipart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The files that Slack keeps: private, so that a download needs the token; an upload is three calls. */
final class FakeSlackFiles {

    private final ObjectMapper json = new ObjectMapper();
    private final String url;
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger(1);

    FakeSlackFiles(String url) {
        this.url = url;
    }

    ObjectNode share(String name, byte[] content) {
        String id = "F0" + next.getAndIncrement();
        names.put(id, name);
        contents.put(id, content);
        return file(id);
    }

    private ObjectNode file(String id) {
        return json.createObjectNode().put("id", id).put("name", names.get(id)).put("mode", "hosted").put("size",
                contents.get(id).length).put("url_private_download", url + "files/" + id);
    }

    ObjectNode getUrl(ObjectNode ok, Map<String, String> arguments) {
        String id = "F0" + next.getAndIncrement();
        names.put(id, arguments.get("filename"));
        return ok.put("file_id", id).put("upload_url", url + "files/upload/" + id);
    }

    ArrayNode complete(String files) throws IOException {
        ArrayNode shown = json.createArrayNode();
        for (JsonNode file : json.readTree(files)) {
            shown.add(file(file.path("id").asText()));
        }
        return shown;
    }

    /** What stands above shared files. A comment would be mrkdwn, and unfurled. */
    String words(Map<String, String> arguments, List<String> violations) throws IOException {
        if (arguments.containsKey("initial_comment")) {
            violations.add("a comment that is mrkdwn: " + arguments.get("initial_comment"));
        }
        ArrayNode blocks = (ArrayNode) json.readTree(arguments.getOrDefault("blocks", "[]"));
        violations.addAll(BlockKitRules.broken(blocks));
        return String.join("", blocks.findValuesAsText("text"));
    }

    Optional<ObjectNode> info(String id) {
        return contents.containsKey(id)
                ? Optional.of(json.createObjectNode().put("ok", true).set("file", file(id)))
                : Optional.empty();
    }

    boolean delete(String id) {
        names.remove(id);
        return contents.remove(id) != null;
    }

    byte[] shown(String name) {
        return names.entrySet().stream().filter(entry -> entry.getValue().equals(name)).findFirst()
                .map(entry -> contents.get(entry.getKey())).orElse(null);
    }

    void handle(HttpExchange exchange, String path, byte[] body) throws IOException {
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith("files/upload/")) {
            String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            contents.put(id, type.startsWith("multipart/")
                    ? Multipart.read(type, body).parts().values().iterator().next()
                    : body);
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        boolean isOurs = ("Bearer " + FakeSlack.BOT_TOKEN)
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] content = contents.get(id);
        exchange.sendResponseHeaders(!isOurs ? 403 : content == null ? 404 : 200,
                content == null || !isOurs ? -1 : content.length);
        if (content != null && isOurs) {
            exchange.getResponseBody().write(content);
        }
    }
}
