package pms.analytics.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import reactor.core.publisher.Mono;

/** For tests that count what is in the log: their own reading leaves no trace in it. */
public final class UnrecordedReads {

    @Bean
    @Primary
    ReadRecord unrecorded() {
        return (exchange, patient) -> Mono.empty();
    }
}
