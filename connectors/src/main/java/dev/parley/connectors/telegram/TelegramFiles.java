package dev.parley.connectors.telegram;

import dev.parley.connectors.channel.FileSource.Fetched;
import dev.parley.connectors.channel.SentFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.photo.PhotoSize;

/** The files of messages. Telegram keeps them, and gives them by their ids, for as long as it likes (Bot API: getFile). */
final class TelegramFiles {

    /** Bots can't fetch more (Bot API: getFile). */
    private static final long MAX_DOWNLOAD = 20_000_000;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private TelegramFiles() {}

    /** What a message carries; a picture that was sent as a photo comes in several sizes, of which the largest counts. */
    static List<SentFile> of(Message message) {
        List<SentFile> files = new ArrayList<>();
        String name = "-" + message.getMessageId();
        if (message.getPhoto() != null) {
            message.getPhoto().stream().max(Comparator.comparingInt(PhotoSize::getWidth)).ifPresent(
                    photo -> files.add(reference("photo" + name + ".jpg", photo.getFileId(), photo.getFileSize())));
        }
        if (message.getDocument() != null) {
            String given = message.getDocument().getFileName();
            files.add(reference(given == null ? "file" + name : given, message.getDocument().getFileId(),
                    message.getDocument().getFileSize()));
        }
        if (message.getVoice() != null) {
            files.add(reference("voice" + name + ".ogg", message.getVoice().getFileId(),
                    message.getVoice().getFileSize()));
        }
        if (message.getAudio() != null) {
            String given = message.getAudio().getFileName();
            files.add(reference(given == null ? "audio" + name + ".mp3" : given, message.getAudio().getFileId(),
                    message.getAudio().getFileSize()));
        }
        // An animation is told as a document, too.
        if (message.getVideo() != null) {
            String given = message.getVideo().getFileName();
            files.add(reference(given == null ? "video" + name + ".mp4" : given, message.getVideo().getFileId(),
                    message.getVideo().getFileSize()));
        }
        if (message.getVideoNote() != null) {
            files.add(reference("video" + name + ".mp4", message.getVideoNote().getFileId(),
                    message.getVideoNote().getFileSize()));
        }
        return files;
    }

    private static SentFile reference(String name, String id, @Nullable Number bytes) {
        return new SentFile.Reference(name, id, bytes == null ? 0 : bytes.longValue());
    }

    static Fetched fetch(TelegramApi api, String id, long maxBytes) {
        try {
            return api.download(api.call(new GetFile(id)).getFilePath(), Math.min(maxBytes, MAX_DOWNLOAD));
        } catch (TelegramException e) {
            // "file is too big", or an id of another bot.
            return e.code == 400
                    ? new Fetched.Gone("Telegram does not give it: " + e.getMessage())
                    : new Fetched.Later(e.retryAfter == null ? RETRY : Duration.ofSeconds(e.retryAfter));
        }
    }
}
