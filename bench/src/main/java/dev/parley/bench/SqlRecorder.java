package dev.parley.bench;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Notes what the server that is measured asks of its database, while it is told to; {@link SqlReplay} asks the same by plain
 * JDBC. It joins that server, for it is on its class path. Thread-safe.
 */
@Singleton
final class SqlRecorder implements BeanCreatedEventListener<DataSource>, Ordered {

    private final AtomicInteger connections = new AtomicInteger();
    private final List<Call> calls = new ArrayList<>();
    private volatile boolean isOn;

    /**
     * A statement that was executed, or a commit.
     *
     * @param connection its number
     * @param prepare how it was prepared; null: this is a commit
     * @param setters its parameters, as they were set
     * @param keys that the database made for new rows; filled when they were read
     */
    record Call(int connection, boolean autoCommit, @Nullable Invocation prepare, List<Invocation> setters,
            List<Long> keys) {}

    /** A call of a method of JDBC. */
    record Invocation(Method method, List<Object> arguments) {}

    /** Before Micronaut wraps the data source: it unwraps only what it wrapped itself. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        DataSource real = event.getBean();
        return proxy(DataSource.class, real, (method, arguments) -> {
            Object result = invoke(real, method, arguments);
            // Only while something is noted: what is measured has nothing in between.
            return isOn && result instanceof Connection connection
                    ? recorded(connection, connections.incrementAndGet())
                    : result;
        });
    }

    /** What one run of {@code work} asks, without what the server asks by itself meanwhile: of several the shortest. */
    List<Call> record(int runs, Callable<?> work) throws Exception {
        List<List<Call>> recordings = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            synchronized (calls) {
                calls.clear();
            }
            isOn = true;
            try {
                work.call();
                // What is noted after the customer has the answer.
                Thread.sleep(100);
            } finally {
                isOn = false;
            }
            synchronized (calls) {
                recordings.add(List.copyOf(calls));
            }
        }
        return recordings.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
    }

    private Connection recorded(Connection real, int number) {
        return proxy(Connection.class, real, (method, arguments) -> {
            if (method.getName().equals("commit")) {
                // Before it happens: whoever waits for it comes after it.
                add(new Call(number, false, null, List.of(), List.of()));
            }
            Object result = invoke(real, method, arguments);
            return result instanceof PreparedStatement statement
                    ? recorded(statement, real, number, new Invocation(method, Arrays.asList(arguments)))
                    : result;
        });
    }

    private PreparedStatement recorded(PreparedStatement real, Connection connection, int number,
            Invocation prepare) {
        List<Invocation> setters = new ArrayList<>();
        List<Long> keys = new ArrayList<>();
        return proxy(PreparedStatement.class, real, (method, arguments) -> {
            Object result = invoke(real, method, arguments);
            String name = method.getName();
            if (name.startsWith("set") && arguments.length > 1) {
                setters.add(new Invocation(method, Arrays.asList(arguments)));
            } else if (name.startsWith("execute")) {
                add(new Call(number, connection.getAutoCommit(), prepare, List.copyOf(setters), keys));
            }
            return result instanceof ResultSet made && name.equals("getGeneratedKeys") ? recorded(made, keys) : result;
        });
    }

    private static ResultSet recorded(ResultSet real, List<Long> keys) {
        return proxy(ResultSet.class, real, (method, arguments) -> {
            Object result = invoke(real, method, arguments);
            if (method.getName().startsWith("get") && result instanceof Number key) {
                keys.add(key.longValue());
            }
            return result;
        });
    }

    private void add(Call call) {
        if (isOn) {
            synchronized (calls) {
                calls.add(call);
            }
        }
    }

    private interface Handler {
        @Nullable
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T real, Handler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (proxy, method, arguments) -> handler.call(method, arguments == null ? new Object[0] : arguments)));
    }

    private static @Nullable Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
