package pms.query;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import pms.query.keys.PersonKey;
import pms.query.keys.PersonKeys;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keys that open by doing nothing: what sealing is compared with. */
final class ClearKeys implements PersonKeys {

    static final String PROPERTY = "pms.test.clear";

    private static final PersonKey OPEN = (purpose, eventId, bytes) -> bytes.toByteArray();

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(PROPERTY)
    static class InPlaceOfSealing {

        @Bean
        @Primary
        PersonKeys clearKeys() {
            return new ClearKeys();
        }
    }

    @Override
    public Mono<Map<UUID, PersonKey>> find(Collection<UUID> patientIds) {
        return Mono.fromSupplier(() -> patientIds.stream().distinct().collect(Collectors.toMap(id -> id, id -> OPEN)));
    }

    @Override
    public boolean isErased(UUID patientId) {
        return false;
    }

    @Override
    public void erased(UUID patientId) {}

    @Override
    public Flux<UUID> erasures() {
        return Flux.never();
    }
}
