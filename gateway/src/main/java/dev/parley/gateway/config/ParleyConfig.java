package dev.parley.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code application.yml}, after environment variables and options were laid over it. Secrets are not in it.
 *
 * @param server where Parley listens
 * @param data the directory for database and secrets
 * @param database where conversations are stored
 * @param knowledge where articles come from
 * @param answers when the bot answers
 * @param conversations when a conversation is over
 * @param web the web chat
 * @param slack Slack as a place where customers write
 * @param files which files customers and agents may send
 * @param demo whether the demo shop is served at {@code /}
 * @param retention how long what is kept
 * @param limits how much may come in
 * @param webhooks who is told of handoffs and alerts
 * @param drills how it is tried whether handoffs arrive
 */
public record ParleyConfig(Server server, Path data, Database database, Knowledge knowledge, Answers answers,
        Conversations conversations, Web web, Slack slack, Files files, boolean demo, Retention retention,
        Limits limits, Webhooks webhooks, Drills drills) {

    /**
     * @param port 0 to 65535; 0 takes a free one
     * @param publicUrl how customers reach this server, without a slash at the end; null when only locally
     */
    public record Server(int port, @Nullable String publicUrl) {

        /** @throws IllegalArgumentException when the port or the URL can't be one */
        public Server {
            check(port >= 0 && port <= 65_535, "port must be from 0 to 65535");
            check(publicUrl == null || publicUrl.matches("https?://[^/]+"),
                    "publicUrl must look like https://chat.example.com, without a path");
        }
    }

    /**
     * @param url a JDBC URL of PostgreSQL; null for the embedded H2 in the data directory
     * @param user null for the embedded database
     */
    public record Database(@Nullable String url, @Nullable String user) {

        /** @throws IllegalArgumentException when it is no URL of PostgreSQL */
        public Database {
            check(url == null || url.startsWith("jdbc:postgresql:"), "url must start with jdbc:postgresql:");
        }
    }

    /**
     * Paths are relative to the configuration's directory.
     *
     * @param folder where articles are
     * @param defaultLanguage of articles that name none and of customers whose language has no articles
     * @param watch whether a saved file goes live by itself
     * @param embedding {@code bundled}, {@code none}, or a directory with an operator's own model
     * @param judgedQuestions labelled questions that ranking and confidence are learned from; need not exist
     * @param goldenQuestions labelled questions that a reindex is held against; need not exist
     * @param gateMargin by how much a figure on the golden questions may fall before a reindex is refused, 0 to 1
     */
    public record Knowledge(Path folder, String defaultLanguage, boolean watch, String embedding, Path judgedQuestions,
            Path goldenQuestions, double gateMargin) {

        /** @throws IllegalArgumentException when the margin is no share */
        public Knowledge {
            check(gateMargin >= 0 && gateMargin <= 1, "gateMargin must be from 0 to 1");
        }
    }

    /**
     * @param answerWhenSure the share of answers that must be right, above 0 and below 1
     * @param byCategory other shares for some categories
     * @param clarify whether the bot asks which of several articles is meant when it is not sure of one
     */
    public record Answers(double answerWhenSure, Map<String, Double> byCategory, boolean clarify) {

        /** @throws IllegalArgumentException when a share is none */
        public Answers {
            byCategory = Map.copyOf(byCategory);
            check(isShare(answerWhenSure), "answerWhenSure must be above 0 and below 1, for example 0.90");
            byCategory.forEach((category, share) -> check(isShare(share),
                    "byCategory." + category + " must be above 0 and below 1, for example 0.95"));
        }

        /** The share of answers of a category that must be right. */
        public double targetOf(String category) {
            return byCategory.getOrDefault(category, answerWhenSure);
        }

        private static boolean isShare(double share) {
            return share > 0 && share < 1;
        }
    }

    /**
     * @param closeAfterHours of silence, for the figures
     * @param followUpMinutes of silence after an answer until "did that help?"; 0: never
     * @param followUpOn the channels where that is asked
     */
    public record Conversations(int closeAfterHours, double followUpMinutes, List<String> followUpOn) {

        private static final double SECONDS_PER_MINUTE = 60;

        /** @throws IllegalArgumentException when a number can't be one */
        public Conversations {
            followUpOn = List.copyOf(followUpOn);
            check(closeAfterHours > 0, "closeAfterHours must be at least 1");
            check(followUpMinutes >= 0 && followUpMinutes <= 1_440, "followUpMinutes must be from 0 (never) to 1440");
        }

        /** The silence after an answer until "did that help?"; zero: never. */
        public Duration followUpAfter() {
            return Duration.ofSeconds(Math.round(followUpMinutes * SECONDS_PER_MINUTE));
        }

        /** The silence after which a conversation counts as closed. */
        public Duration closeAfter() {
            return Duration.ofHours(closeAfterHours);
        }
    }

    /**
     * @param allowedOrigins pages on other hosts that may embed the widget, for example {@code https://shop.example.com}
     * @param maxMessageCharacters the longest message, in UTF-16 units
     * @param clientAddressHeader in which a proxy gives the customer's address; null: there is no proxy
     * @param theme how the widget looks
     * @param preChat what is asked before the first message
     * @param contact what customers who wait for a person may leave, so that they can be reached
     */
    public record Web(List<String> allowedOrigins, int maxMessageCharacters, @Nullable String clientAddressHeader,
            Theme theme, List<Field> preChat, List<Field> contact) {

        /** @throws IllegalArgumentException when an origin is none */
        public Web {
            allowedOrigins = List.copyOf(allowedOrigins);
            preChat = checked("preChat", preChat);
            contact = checked("contact", contact);
            for (String origin : allowedOrigins) {
                check(origin.matches("https?://[^/*]+"), "an origin looks like https://shop.example.com: " + origin);
            }
            check(maxMessageCharacters >= 100 && maxMessageCharacters <= 20_000,
                    "maxMessageCharacters must be from 100 to 20000");
        }
    }

    private static final int MOST_FIELDS = 8;

    private static List<Field> checked(String form, List<Field> fields) {
        check(fields.size() <= MOST_FIELDS && fields.stream().map(Field::id).distinct().count() == fields.size(),
                form + " has at most " + MOST_FIELDS + " fields, each with an id of its own");
        return List.copyOf(fields);
    }

    /**
     * @param accent #rrggbb
     * @param onAccent #rrggbb, to be read on it
     * @param logo an address of an image; null: none
     * @param position end or start
     * @param mode auto, light or dark
     */
    public record Theme(String accent, String onAccent, @Nullable String logo, String position, String mode) {

        /** Of text on its ground: WCAG 2.2, 1.4.3. */
        private static final double CONTRAST = 4.5;
        /** Of the bot's bubbles (widget.css), which are darker than the panel. */
        private static final String LIGHT_GROUND = "#f0f3f0";

        /** @throws IllegalArgumentException when one can't be, or can't be read */
        public Theme {
            check(accent.matches("#[0-9a-fA-F]{6}") && onAccent.matches("#[0-9a-fA-F]{6}"),
                    "colours look like \"#1f5c4a\", with the quotes");
            check(contrast(accent, onAccent) >= CONTRAST, String.format(java.util.Locale.ROOT,
                    "%s on %s can't be read by everybody: a contrast of %.1f, and %.1f is needed", onAccent, accent,
                    contrast(accent, onAccent), CONTRAST));
            check(logo == null || logo.matches("https?://[^\\s]+"),
                    "logo looks like https://shop.example.com/logo.png");
            check(position.equals("end") || position.equals("start"), "position is end or start");
            check(List.of("auto", "light", "dark").contains(mode), "mode is auto, light or dark");
        }

        /** The accent, as dark as links must be on a light ground; null: it is dark enough. */
        public @Nullable String link() {
            double share = 1;
            while (contrast(darkened(share), LIGHT_GROUND) < CONTRAST) {
                share -= 0.05;
            }
            return share == 1 ? null : darkened(share);
        }

        private String darkened(double share) {
            int rgb = Integer.parseInt(accent.substring(1), 16);
            return String.format(java.util.Locale.ROOT, "#%02x%02x%02x", (int) ((rgb >> 16) * share),
                    (int) ((rgb >> 8 & 0xff) * share), (int) ((rgb & 0xff) * share));
        }

        private static double contrast(String one, String other) {
            double a = luminance(one);
            double b = luminance(other);
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        }

        /** As WCAG 2.2 defines relative luminance. */
        private static double luminance(String colour) {
            return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
        }

        private static double linear(String colour, int at) {
            double share = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
        }
    }

    /**
     * A field of a form.
     *
     * @param id its name
     * @param label by language
     */
    public record Field(String id, Map<String, String> label, boolean required) {

        /** @throws IllegalArgumentException when it has no name or no label */
        public Field {
            label = Map.copyOf(label);
            check(id.matches("[A-Za-z][A-Za-z0-9_]{0,39}") && !id.equals("page"),
                    "the id of a field has up to 40 letters, digits or _, and is not page");
            check(!label.isEmpty(), "a field needs a label, for example {en: Your name}");
        }
    }

    /** @param accounts the customer's company by the id of a shared channel, for the agents */
    public record Slack(Map<String, String> accounts) {

        /** @throws IllegalArgumentException when an id is none */
        public Slack {
            accounts = Map.copyOf(accounts);
            accounts.keySet().forEach(id -> check(id.matches("[CG][A-Z0-9]{5,}"),
                    "accounts are named by the ids of channels, for example C0123456789: " + id));
        }
    }

    /**
     * @param maxMegabytes of one file, in millions of bytes; 0: no files are taken
     * @param types media types, by what files contain
     */
    public record Files(int maxMegabytes, List<String> types) {

        private static final long MEGABYTE = 1_000_000;
        /** They are run, not shown, by who opens them. */
        private static final List<String> NEVER = List.of("text/html", "application/xhtml+xml", "image/svg+xml",
                "text/javascript", "application/javascript");

        /** @throws IllegalArgumentException when a number or a type can't be one */
        public Files {
            types = List.copyOf(types);
            check(maxMegabytes >= 0 && maxMegabytes <= 20,
                    "maxMegabytes must be from 0 (no files) to 20, which is what bots may fetch from Telegram");
            for (String type : types) {
                check(type.matches("[a-z]+/[a-z0-9.+-]+"), "a type looks like image/png: " + type);
                check(!NEVER.contains(type), "files of the type " + type + " can do harm to whoever opens them");
            }
        }

        /** The largest file, in bytes. */
        public long maxBytes() {
            return maxMegabytes * MEGABYTE;
        }
    }

    /**
     * Messages in a minute; 0: any number.
     *
     * @param customerPerMinute from one customer
     * @param channelPerMinute over one channel
     * @param addressPerMinute from one address over the web chat
     */
    public record Limits(int customerPerMinute, int channelPerMinute, int addressPerMinute) {

        /** @throws IllegalArgumentException when a number is negative */
        public Limits {
            check(customerPerMinute >= 0 && channelPerMinute >= 0 && addressPerMinute >= 0,
                    "limits must be 0 (none) or more");
        }
    }

    /**
     * 0: for ever.
     *
     * @param conversationDays so long after its last message a conversation is emptied
     * @param recordDays so long after a decision its record is removed
     */
    public record Retention(int conversationDays, int recordDays) {

        /** @throws IllegalArgumentException when a number is negative */
        public Retention {
            check(conversationDays >= 0 && recordDays >= 0, "days must be 0 (for ever) or more");
        }
    }

    /** @param urls where messages are posted */
    public record Webhooks(List<String> urls) {

        /** @throws IllegalArgumentException when a URL is none */
        public Webhooks {
            urls = List.copyOf(urls);
            for (String url : urls) {
                check(url.matches("https?://[^\\s]{1,990}"),
                        "a webhook looks like https://helpdesk.example.com/parley: "
                                + url);
            }
        }
    }

    /**
     * @param everyMinutes from one to the next; 0: only by hand
     * @param patienceSeconds within which a handoff must have arrived
     * @param texts what the synthetic customers write, one handoff each; not empty
     */
    public record Drills(int everyMinutes, int patienceSeconds, List<String> texts) {

        /** @throws IllegalArgumentException when a number can't be one, or there is no text */
        public Drills {
            texts = List.copyOf(texts);
            check(everyMinutes >= 0, "everyMinutes must be 0 (only by hand) or more");
            check(patienceSeconds >= 1 && patienceSeconds <= 600, "patienceSeconds must be from 1 to 600");
            check(!texts.isEmpty() && texts.stream().noneMatch(String::isBlank), "texts must have at least one");
        }
    }

    /** Where the vectors of articles are kept: a cache that may be deleted at any time. */
    public Path embeddingFolder() {
        return data.resolve("embeddings");
    }

    /** Where the server's index is: a cache of the database, built anew when it is missing. */
    public Path indexFolder() {
        return data.resolve("index");
    }

    /** Where indexes of commands that work without a server are: a cache that may be deleted at any time. */
    public Path offlineFolder() {
        return data.resolve("offline");
    }

    private static void check(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException(message);
        }
    }
}
