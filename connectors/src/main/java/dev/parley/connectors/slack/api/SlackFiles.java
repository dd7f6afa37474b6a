package dev.parley.connectors.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.File;
import dev.parley.connectors.channel.FileSource.Fetched;
import dev.parley.connectors.channel.SentFile;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Files in Slack: what people share, and what Parley does. */
public final class SlackFiles {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private SlackFiles() {}

    /** The files that were shared with a message, as an event has them; those that were deleted are left out. */
    public static List<SentFile.Reference> of(JsonNode message) {
        return StreamSupport.stream(message.path("files").spliterator(), false)
                .filter(file -> file.hasNonNull("id") && !file.path("mode").asText().equals("tombstone"))
                .map(file -> new SentFile.Reference(file.path("name").asText("file"), file.path("id").asText(),
                        file.path("size").asLong()))
                .toList();
    }

    /** As {@link #of(JsonNode)}, of a message that was read. */
    public static List<SentFile.Reference> of(@Nullable List<File> files) {
        return files == null
                ? List.of()
                : files.stream().filter(file -> file.getId() != null && !"tombstone".equals(file.getMode()))
                        .map(file -> new SentFile.Reference(file.getName() == null ? "file" : file.getName(),
                                file.getId(), file.getSize() == null ? 0 : file.getSize()))
                        .toList();
    }

    /** By its id: events of shared channels have nothing else. */
    public static Fetched fetch(SlackApi api, String id, long maxBytes) {
        try {
            File file = api.call(methods -> methods.filesInfo(request -> request.file(id))).getFile();
            return file.getUrlPrivateDownload() == null
                    ? new Fetched.Gone("it lies outside of Slack")
                    : api.download(file.getUrlPrivateDownload(), maxBytes);
        } catch (SlackException e) {
            return e.isPassing()
                    ? new Fetched.Later(e.retryAfter() == null ? RETRY : e.retryAfter())
                    : new Fetched.Gone("Slack does not give it: " + e.getMessage());
        }
    }

    /**
     * Shares a file.
     *
     * @param threadTs null: not in a thread
     * @param comment above it; plain
     * @throws SlackException when it is refused or not answered
     */
    public static void share(SlackApi api, String channel, @Nullable String threadTs, String name, byte[] content,
            String comment) {
        api.call(methods -> methods.filesUploadV2(request -> request.channel(channel).threadTs(threadTs).filename(name)
                .title(name).fileData(content).initialComment(SlackText.escape(comment)).requestFileInfo(false)));
    }
}
