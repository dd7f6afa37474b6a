package dev.parley.gateway.routing;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When people work: one span a day of the week, which may end on the next day; none begins on a holiday. Immutable and
 * thread-safe; days of a change of the clock have the hours of the wall.
 *
 * @param zone of all times
 * @param week by day; a day that is missing is closed
 * @param holidays closed days
 */
record Hours(ZoneId zone, Map<DayOfWeek, Span> week, Set<LocalDate> holidays) {

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern KEY = Pattern.compile("(\\w{3})(?:-(\\w{3}))?");
    /** Longer than any closure for holidays. */
    private static final int LOOK_AHEAD_DAYS = 60;

    /** @param until exclusive; not after {@code from}: on the next day */
    record Span(LocalTime from, LocalTime until) {

        private static final Pattern TEXT = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");

        static Span parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + text + "' is no span of hours; write for example 09:00-17:30");
            }
            LocalTime until = matcher.group(2).equals("24:00") ? LocalTime.MAX : LocalTime.parse(matcher.group(2));
            Span span = new Span(LocalTime.parse(matcher.group(1)), until);
            if (span.from().equals(span.until())) {
                throw new IllegalArgumentException("'" + text + "' is no time at all; write 00:00-24:00 for all day");
            }
            return span;
        }

        private LocalDateTime opens(LocalDate day) {
            return day.atTime(from);
        }

        private LocalDateTime closes(LocalDate day) {
            return (until.isAfter(from) ? day : day.plusDays(1)).atTime(until);
        }
    }

    /**
     * @param week keys like {@code mon-fri} or {@code sat}, values like {@code 09:00-17:30}
     * @throws IllegalArgumentException when something is no day, span or zone
     */
    static Hours of(String zone, Map<String, String> week, List<LocalDate> holidays) {
        Map<DayOfWeek, Span> days = new EnumMap<>(DayOfWeek.class);
        week.forEach((key, text) -> {
            Matcher matcher = KEY.matcher(key);
            int first = matcher.matches() ? DAYS.indexOf(matcher.group(1)) : -1;
            int last = first < 0 || matcher.group(2) == null ? first : DAYS.indexOf(matcher.group(2));
            if (first < 0 || last < first) {
                throw new IllegalArgumentException("'" + key + "' is no day; write for example mon-fri or sat");
            }
            for (int day = first; day <= last; day++) {
                days.put(DayOfWeek.of(day + 1), Span.parse(text));
            }
        });
        try {
            return new Hours(ZoneId.of(zone), Map.copyOf(days), Set.copyOf(holidays));
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("'" + zone + "' is no time zone; write for example Europe/London", e);
        }
    }

    boolean isOpen(Instant at) {
        LocalDateTime local = at.atZone(zone).toLocalDateTime();
        LocalDate today = local.toLocalDate();
        return isWithin(today, local) || isWithin(today.minusDays(1), local);
    }

    private boolean isWithin(LocalDate day, LocalDateTime local) {
        Span span = spanOf(day);
        return span != null && !local.isBefore(span.opens(day)) && local.isBefore(span.closes(day));
    }

    /** When so much of open hours has passed; plain time where there are no hours within two months. */
    Instant after(Instant from, Duration open) {
        Duration left = open;
        Instant reached = from;
        // A shift may have begun the evening before.
        LocalDate day = from.atZone(zone).toLocalDate().minusDays(1);
        for (int ahead = 0; ahead < LOOK_AHEAD_DAYS; ahead++, day = day.plusDays(1)) {
            Span span = spanOf(day);
            if (span == null) {
                continue;
            }
            Instant opens = span.opens(day).atZone(zone).toInstant();
            Instant closes = span.closes(day).atZone(zone).toInstant();
            Instant begin = reached.isAfter(opens) ? reached : opens;
            if (!begin.isBefore(closes)) {
                continue;
            }
            Duration shift = Duration.between(begin, closes);
            if (shift.compareTo(left) >= 0) {
                return begin.plus(left);
            }
            left = left.minus(shift);
            reached = closes;
        }
        return from.plus(open);
    }

    /** When it opens again; itself while it is open, empty where there are no hours within two months. */
    Optional<ZonedDateTime> opensAfter(Instant from) {
        if (isOpen(from)) {
            return Optional.of(from.atZone(zone));
        }
        LocalDate today = from.atZone(zone).toLocalDate();
        return IntStream.range(0, LOOK_AHEAD_DAYS).mapToObj(today::plusDays)
                .flatMap(day -> Optional.ofNullable(spanOf(day)).map(span -> span.opens(day).atZone(zone)).stream())
                .filter(opens -> opens.toInstant().isAfter(from)).findFirst();
    }

    private @Nullable Span spanOf(LocalDate day) {
        return holidays.contains(day) ? null : week.get(day.getDayOfWeek());
    }
}
