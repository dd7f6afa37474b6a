package dev.parley.gateway.rollout;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.config.StrictYaml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** The file {@code rollout.yml}: what the bot may do where, and for whom. Immutable and thread-safe. */
public final class Rollout {

    private static final String ALL = "*";

    private final List<Line> lines;

    private Rollout(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /** How far the bot may go. */
    public enum Mode {
        /** People answer. */
        OFF,
        /** People answer, and see what the bot would have said. */
        SHADOW,
        /** The bot answers. */
        LIVE;

        /** @param written off without quotes is no word in YAML, but false */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Mode of(Object written) {
            String name = written.equals(false) ? OFF.name() : written.toString();
            return Arrays.stream(values()).filter(mode -> mode.name().equalsIgnoreCase(name)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + written + "' is no mode; the modes are off, shadow and live"));
        }
    }

    private record RolloutFile(List<Line> rollout) {}

    /** @param share of customers, 0 to 100 */
    private record Line(String channel, String category, Mode mode, int share) {

        Line {
            if (share < 0 || share > 100) {
                throw new IllegalArgumentException("share must be from 0 to 100");
            }
        }
    }

    /**
     * @param config the directory with {@code rollout.yml}
     * @throws ParleyException INVALID_CONFIGURATION with file, line and remedy
     */
    public static Rollout read(Path config) {
        Path path = config.resolve("rollout.yml");
        List<Line> lines = StrictYaml.read(path, RolloutFile.class).rollout();
        if (lines.isEmpty() || !lines.getLast().channel().equals(ALL) || !lines.getLast().category().equals(ALL)) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, path + ":"
                    + (lines.isEmpty() ? 1 : StrictYaml.lineOfLast(path, "channel:"))
                    + ": the last line must fit everything; give it channel \"*\" and category \"*\"");
        }
        return new Rollout(lines);
    }

    /** What the bot may do for a customer; the same each time, whatever replica is asked. */
    public Mode modeFor(String channel, String category, String customerId) {
        Line line = lines.stream().filter(each -> each.channel().equals(ALL) || each.channel().equals(channel))
                .filter(each -> each.category().equals(ALL) || each.category().equals(category)).findFirst()
                .orElseThrow();
        return place(customerId) < line.share() ? line.mode() : Mode.OFF;
    }

    /** Whether the bot may answer a customer anything at all. */
    public boolean isLiveAnywhere(String channel, String customerId) {
        return lines.stream().anyMatch(line -> line.mode() == Mode.LIVE && place(customerId) < line.share()
                && (line.channel().equals(ALL) || line.channel().equals(channel)));
    }

    /** The channels that lines are for; without those for all. */
    public Set<String> channels() {
        return named(Line::channel);
    }

    /** The categories that lines are for; without those for all. */
    public Set<String> categories() {
        return named(Line::category);
    }

    private Set<String> named(Function<Line, String> part) {
        return lines.stream().map(part).filter(name -> !name.equals(ALL))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A customer's place among a hundred. */
    private static int place(String customerId) {
        CRC32 crc = new CRC32();
        crc.update(customerId.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % 100);
    }
}
