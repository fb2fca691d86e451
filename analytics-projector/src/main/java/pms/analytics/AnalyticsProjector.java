package pms.analytics;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import pms.projection.ProjectionConfiguration;
import pms.projection.rebuild.RebuildConfiguration;

/** Starts the analytics service. */
@SpringBootApplication(proxyBeanMethods = false)
@Import({ProjectionConfiguration.class, RebuildConfiguration.class})
public class AnalyticsProjector {
    public static void main(String[] arguments) {
        SpringApplication.run(AnalyticsProjector.class, arguments);
    }

    /** The zone of the machine says which year it is for ages. */
    @Bean
    Clock clock() {
        return Clock.system(ZoneId.systemDefault());
    }
}
