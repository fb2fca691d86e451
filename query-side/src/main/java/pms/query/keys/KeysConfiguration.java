package pms.query.keys;

import com.github.benmanes.caffeine.cache.Ticker;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One HTTP/2 connection to the key service, which is on the same host or in the same private network: no TLS. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeysSettings.class)
class KeysConfiguration {

    private static final int MAX_ANSWER_BYTES = 1024 * 1024;

    /** A gRPC server takes pings more often than each five minutes as an attack. */
    private static final int KEEP_ALIVE_MINUTES = 6;

    @Bean(destroyMethod = "shutdown")
    ManagedChannel keyChannel(KeysSettings settings) {
        return Grpc.newChannelBuilder(settings.target(), InsecureChannelCredentials.create())
                .maxInboundMessageSize(MAX_ANSWER_BYTES)
                .keepAliveTime(KEEP_ALIVE_MINUTES, TimeUnit.MINUTES)
                .disableRetry()
                .build();
    }

    @Bean
    KeyClient keyClient(ManagedChannel keyChannel, KeysSettings settings) {
        return new KeyClient(keyChannel, settings.deadline(), settings.token());
    }

    @Bean
    CachedKeys personKeys(KeyClient client, KeysSettings settings) {
        return new CachedKeys(client::get, settings.cached(), Ticker.systemTicker());
    }

    @Bean
    ErasureWatch erasureWatch(KeyClient client, CachedKeys keys) {
        return new ErasureWatch(client.watch(), keys);
    }
}
