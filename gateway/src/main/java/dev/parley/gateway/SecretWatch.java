package dev.parley.gateway;

import io.micronaut.context.BeanProvider;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Looks whether secrets in files were exchanged. Thread-safe. */
@Singleton
final class SecretWatch {

    private final BeanProvider<ChannelStarter> starter;

    SecretWatch(BeanProvider<ChannelStarter> starter) {
        this.starter = starter;
    }

    @Scheduled(initialDelay = "5s", fixedDelay = "5s")
    void look() {
        starter.get().startAnewWhereExchanged();
    }
}
