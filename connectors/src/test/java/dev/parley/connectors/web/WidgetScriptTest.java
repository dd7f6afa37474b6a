package dev.parley.connectors.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class WidgetScriptTest {

    @Test
    void isOneScriptOfAtMostThirtyKilobytesCompressed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(WidgetScript.read().getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(bytes.size() <= 30_000, bytes.size() + " bytes");
    }

    @Test
    void neverWritesMarkupOrRunsText() {
        String script = WidgetScript.read();
        for (String forbidden : new String[]{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
            "new Function"}) {
            assertFalse(script.contains(forbidden + "=") || script.contains(forbidden + " =")
                    || script.contains(forbidden), forbidden);
        }
    }
}
