package dev.parley.kb.lucene;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Passage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The passages of an article as bytes, so that a hit can be shown without asking anything but the index. */
final class StoredArticle {

    private StoredArticle() {}

    static byte[] write(Article article, List<Passage> passages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(out, article.key().id());
            text(out, article.key().language());
            text(out, article.hash());
            text(out, article.title());
            text(out, article.category());
            text(out, article.url() == null ? "" : article.url());
            text(out, article.updated() == null ? "" : article.updated().toString());
            text(out, article.body());
            out.writeInt(passages.size());
            for (Passage passage : passages) {
                out.writeInt(passage.start());
                out.writeInt(passage.end());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't fail to be written", e);
        }
        return bytes.toByteArray();
    }

    static List<Passage> read(byte[] bytes, int offset, int length) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, offset, length))) {
            ArticleKey key = new ArticleKey(text(in), text(in));
            String hash = text(in);
            String title = text(in);
            String category = text(in);
            String url = text(in);
            String updated = text(in);
            String body = text(in);
            List<Passage> passages = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                int start = in.readInt();
                int end = in.readInt();
                passages.add(new Passage(key, hash, title, category, url.isEmpty() ? null : url,
                        updated.isEmpty() ? null : LocalDate.parse(updated), start, end, body.substring(start, end)));
            }
            return passages;
        } catch (IOException e) {
            throw new UncheckedIOException("the index holds an article that Parley did not write", e);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
