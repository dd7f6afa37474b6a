package dev.parley.connectors;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a form as clients send it with files (RFC 7578). */
public record Multipart(Map<String, byte[]> parts, Map<String, String> fileNames) {

    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("\\bfilename=\"([^\"]*)\"");

    public static Multipart read(String contentType, byte[] body) {
        // One character a byte, so that places in the text are places in the body.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String boundary = "--" + contentType.replaceFirst("(?s).*boundary=", "").replace("\"", "");
        Map<String, byte[]> parts = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (int from = text.indexOf(boundary); text.startsWith("\r\n", from + boundary.length());) {
            int next = text.indexOf(boundary, from + boundary.length());
            int start = text.indexOf("\r\n\r\n", from) + 4;
            String headers = new String(text.substring(from, start).getBytes(StandardCharsets.ISO_8859_1),
                    StandardCharsets.UTF_8);
            Matcher name = NAME.matcher(headers);
            Matcher fileName = FILE_NAME.matcher(headers);
            if (name.find()) {
                parts.put(name.group(1), text.substring(start, next - 2).getBytes(StandardCharsets.ISO_8859_1));
                if (fileName.find()) {
                    names.put(name.group(1), fileName.group(1));
                }
            }
            from = next;
        }
        return new Multipart(parts, names);
    }

    public String text(String name) {
        return new String(parts.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }
}
