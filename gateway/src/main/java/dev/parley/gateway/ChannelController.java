package dev.parley.gateway;

import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelStatus;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.OutboxDispatcher;
import dev.parley.gateway.conversation.OutboxQueue;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the channels are doing, and whether they are set up well. */
@Tag(name = "Channels")
@Controller("/api/v1/channels")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChannelController {

    private final ChannelStarter channels;
    private final OutboxDispatcher outbox;

    ChannelController(ChannelStarter channels, OutboxDispatcher outbox) {
        this.channels = channels;
        this.outbox = outbox;
    }

    @Operation(summary = "All channels: state, last event, queue, errors")
    @Get
    Listing list() {
        Map<String, OutboxQueue> queues = outbox.listQueues().stream()
                .collect(Collectors.toMap(OutboxQueue::channel, Function.identity()));
        return new Listing(channels.list().stream().map(channel -> State.of(channel.id(), channels.status(channel),
                queues.get(channel.id()))).toList());
    }

    @Operation(summary = "Ask the platform whether everything is set up")
    @Post("/{id}/check")
    Checks check(@PathVariable String id) {
        Channel channel = channels.list().stream().filter(each -> each.id().equals(id)).findFirst()
                .orElseThrow(() -> new ParleyException(ErrorCode.NOT_FOUND,
                        "There is no channel '" + id + "'; there are "
                                + channels.list().stream().map(Channel::id).sorted().collect(Collectors.joining(", "))
                                + "."));
        return new Checks(channel.check().stream()
                .map(check -> new Check(check.what(), check.ok(), check.detail())).toList());
    }

    @Introspected
    @Schema(name = "Channels")
    record Listing(List<State> channels) {}

    @Introspected
    @Schema(name = "Channel", description = "uncertain: sends that a crash broke off, so that a line may be shown twice")
    record State(String id, String state, String detail, @Nullable Instant lastEventAt, long errors, long waiting,
            @Nullable Instant oldestWaitingAt, long uncertain, long refused) {

        static State of(String id, ChannelStatus status, @Nullable OutboxQueue queue) {
            String state = status.state().name().toLowerCase(Locale.ROOT);
            return queue == null
                    ? new State(id, state, status.detail(), status.lastEventAt(), status.errors(), 0, null, 0, 0)
                    : new State(id, state, status.detail(), status.lastEventAt(), status.errors(), queue.waiting(),
                            queue.oldestAt(), queue.uncertain(), queue.refused());
        }
    }

    @Introspected
    @Schema(name = "ChannelChecks")
    record Checks(List<Check> checks) {}

    @Introspected
    @Schema(name = "ChannelCheck", description = "detail says what was found and, if it is not ok, what to do about it")
    record Check(String what, boolean ok, String detail) {}
}
