package pms.command.relay;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pms.command.eventstore.AppendCondition;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.NewEvent;
import pms.command.testing.BillingPeer;
import pms.command.testing.Servers;
import pms.command.testing.Servers.Database;
import pms.command.testing.Service;
import pms.command.testing.ServiceProcess;
import pms.command.testing.Topic;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Two processes, of which the one that relays is ended or stopped while there is much to relay. */
class RelayTakeoverIT {

    private static final Logger LOG = LoggerFactory.getLogger(RelayTakeoverIT.class);
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Database database = Servers.freshDatabase();
    private final String topic = Servers.freshTopic();
    private final BillingPeer billing = new BillingPeer();
    private final ServiceProcess former = ServiceProcess.start(database, topic, billing);

    @SuppressWarnings("NullAway.Init")
    private Service next;

    @SuppressWarnings("NullAway.Init")
    private Disposable load;

    @BeforeEach
    void start() {
        await("the process relays").atMost(LONG).ignoreExceptions().until(() -> held("relay"));
        next = Service.start(database, topic, billing);
        EventStore events = next.bean(EventStore.class);
        load = Flux.range(0, Integer.MAX_VALUE)
                .concatMap(n -> events.append(List.of(event(n)), AppendCondition.none()))
                .subscribe();
        awaitRelayed(500);
    }

    @AfterEach
    void stop() {
        load.dispose();
        next.close();
        former.close();
    }

    @Test
    void oneThatIsKilledIsReplaced() {
        long term = term();

        former.signal("KILL");

        awaitTermBehind(term);
        finishAndRequireOrder();
    }

    @Test
    void oneThatStandsStillIsReplacedAndDoesNoHarmWhenItGoesOn() {
        long term = term();

        former.signal("STOP");

        awaitTermBehind(term);
        awaitRelayed(relayed() + 200);
        former.signal("CONT");
        awaitRelayed(relayed() + 1_000);
        finishAndRequireOrder();
    }

    private void awaitTermBehind(long term) {
        long since = System.nanoTime();
        long before = relayed();
        await().atMost(LONG).until(() -> term() > term);
        LOG.warn("the next term began after {} ms", (System.nanoTime() - since) / 1_000_000);
        awaitRelayed(before + 1);
        LOG.warn("relayed again after {} ms", (System.nanoTime() - since) / 1_000_000);
    }

    private void finishAndRequireOrder() {
        load.dispose();
        long head = Servers.number(database, "select position from event_head");
        awaitRelayed(head);
        RelayIT.requireNoGapAndOrder(Topic.read(topic, head), Math.toIntExact(head));
    }

    private void awaitRelayed(long position) {
        await().atMost(LONG).until(() -> relayed() >= position);
    }

    private long relayed() {
        return Servers.number(database, "select position from checkpoint where name = 'relay'");
    }

    private long term() {
        return Servers.number(database, "select term from checkpoint where name = 'relay'");
    }

    private boolean held(String name) {
        return Servers.number(
                        database,
                        "select count(*) from checkpoint where held_until > now() and name = '%s'".formatted(name))
                == 1;
    }

    private static NewEvent event(int n) {
        return new NewEvent(
                UUID.randomUUID(),
                "pms.test.Happened",
                new UUID(0, n % 50).toString(),
                new byte[500],
                Map.of(),
                Set.of("t:" + n));
    }
}
