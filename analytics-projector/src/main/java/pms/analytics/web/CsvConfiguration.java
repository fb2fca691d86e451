package pms.analytics.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Lets every endpoint that answers with a {@link Table} be asked for {@code text/csv}. */
@Configuration(proxyBeanMethods = false)
class CsvConfiguration implements WebFluxConfigurer {
    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
        codecs.customCodecs().register(new CsvWriter());
    }
}
