package dev.parley.connectors.channel;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decides about the web chat. Immutable; here because the core hands it over.
 *
 * @param maxMessageCharacters the longest message a customer may send, in UTF-16 units
 * @param preChat what is asked before the first message; empty: nothing
 * @param contact what customers who wait for a person may leave, so that they can be reached; empty: nothing
 * @param files which files customers may send
 * @param allowedOrigins whose pages may embed the chat; empty: those of this server
 * @param addressStreams how many event streams may be open from one address; 0: any number
 */
public record WebSettings(int maxMessageCharacters, Theme theme, List<Field> preChat, List<Field> contact,
        FileLimits files, List<String> allowedOrigins, int addressStreams) {

    /** The attribute of a request that has the customer's address, where a proxy stands between. */
    public static final String CLIENT_ADDRESS = "parley.client-address";

    /** Copies the lists. */
    public WebSettings {
        preChat = List.copyOf(preChat);
        contact = List.copyOf(contact);
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /**
     * Which files are taken.
     *
     * @param maxBytes of one; 0: none are
     * @param types media types
     */
    public record FileLimits(long maxBytes, List<String> types) {

        /** Copies the list. */
        public FileLimits {
            types = List.copyOf(types);
        }
    }

    /**
     * How the widget looks.
     *
     * @param accent the colour of the launcher and of the header, #rrggbb
     * @param onAccent the colour of what stands on it
     * @param link the colour of links on a light ground, where the accent can't be read; null: the accent
     * @param logo the address of an image; null: the bot's initial
     * @param position {@code end} or {@code start}, in the direction of the page's writing
     * @param mode {@code auto}, {@code light} or {@code dark}
     */
    public record Theme(String accent, String onAccent, @Nullable String link, @Nullable String logo, String position,
            String mode) {}

    /**
     * A field of a form.
     *
     * @param id its name; name, email and tel are known to browsers and to agents
     * @param label by language, ISO 639-1; not empty
     */
    public record Field(String id, Map<String, String> label, boolean required) {

        /** Copies the map. */
        public Field {
            label = Map.copyOf(label);
        }
    }
}
