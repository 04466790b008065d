package dev.userservice.faults;

import dev.userservice.Service;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Some users' histories, and everything that is sent of them in the order in which it is sent, over some connections. */
record Scenario(List<History> histories, List<Event> events, int connections) {

    /** Something sent to one of the services. */
    sealed interface Event {}

    /** A change of a user; attempts may share an id, as retries do, or not, as a sender that forgets does. */
    record Delivery(int user, int version, int attempt) implements Event {}

    /** A full read of the Auth Service is asked for. */
    record Pull() implements Event {}

    /** Sends everything, to each service in turn; returns the statuses of the answers. */
    List<Integer> send(List<Service> services, String prefix, String adminToken) {
        try (ExecutorService senders = Executors.newFixedThreadPool(connections)) {
            return IntStream.range(0, events.size())
                    .mapToObj(n -> senders.submit(
                            () -> send(events.get(n), services.get(n % services.size()), prefix, adminToken)))
                    .toList()
                    .stream()
                    .map(answer -> {
                        try {
                            return answer.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }

    private int send(Event event, Service service, String prefix, String adminToken) {
        return switch (event) {
            case Delivery(int user, int version, int attempt) -> {
                History history = histories.get(user);
                String id = prefix + user;
                yield service.webhook(
                                history.route(version),
                                history.body(id, version),
                                "msg_%s_%d_%d".formatted(id, version, attempt % 2))
                        .status();
            }
            case Pull() ->
                service.post("/sync/sync-all-users", "Authorization", adminToken)
                        .status();
        };
    }
}
