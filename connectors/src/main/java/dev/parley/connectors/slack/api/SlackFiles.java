package dev.parley.connectors.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.methods.response.files.FilesCompleteUploadExternalResponse;
import com.slack.api.methods.response.files.FilesGetUploadURLExternalResponse;
import com.slack.api.model.File;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.util.json.GsonFactory;
import dev.parley.connectors.channel.FileSource.Fetched;
import dev.parley.connectors.channel.SentFile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * Shares a file. By hand what the library does in one call: a comment, all that it knows, would be mrkdwn, and its
     * links unfurled.
     *
     * @param threadTs null: not in a thread
     * @param words what stands above it; may be empty
     * @throws SlackException when it is refused or not answered
     */
    public static void share(SlackApi api, String channel, @Nullable String threadTs, String name, byte[] content,
            List<LayoutBlock> words) {
        FilesGetUploadURLExternalResponse place = api.call(methods -> methods.filesGetUploadURLExternal(
                request -> request.filename(name).length(content.length)));
        api.upload(place.getUploadUrl(), content);
        Map<String, String> form = new LinkedHashMap<>(Map.of("channel_id", channel, "files", GsonFactory
                .createSnakeCase().toJson(List.of(Map.of("id", place.getFileId(), "title", name)))));
        if (threadTs != null) {
            form.put("thread_ts", threadTs);
        }
        if (!words.isEmpty()) {
            form.put("blocks", GsonFactory.createSnakeCase().toJson(words));
        }
        api.call("files.completeUploadExternal", form, FilesCompleteUploadExternalResponse.class);
    }
}
