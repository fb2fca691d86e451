package pms.gateway.correlation;

import io.micrometer.context.ContextRegistry;
import org.slf4j.MDC;
import org.springframework.context.annotation.Configuration;

/** Lets log lines written inside a request's pipeline carry its id: Reactor restores it from the Context. */
@Configuration(proxyBeanMethods = false)
class CorrelationLogging {

    CorrelationLogging() {
        ContextRegistry.getInstance()
                .registerThreadLocalAccessor(
                        Correlation.KEY,
                        () -> MDC.get(Correlation.KEY),
                        id -> MDC.put(Correlation.KEY, id),
                        () -> MDC.remove(Correlation.KEY));
    }
}
