package pms.query.erasure;

import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.projection.OutsideThePool;

/** Scrubs on connections of its own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScrubSettings.class)
class ErasureConfiguration {

    @Bean
    Scrub scrub(ConnectionFactory connections, ScrubSettings settings) {
        return new Scrub(OutsideThePool.of(connections), settings, Clock.system(ZoneId.systemDefault()));
    }
}
