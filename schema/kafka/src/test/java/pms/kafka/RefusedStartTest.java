package pms.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(KafkaSecurity.class)
    static class Service {}

    @Test
    void saysInOneLineWhichSettingIsWrong(CapturedOutput output) {
        var service = new SpringApplication(Service.class);
        service.setWebApplicationType(WebApplicationType.NONE);
        assertThat(catchThrowable(() -> service.run("--pms.kafka.security.protocol=tls")))
                .isNotNull();
        assertThat(output)
                .contains("The service does not start: PMS_KAFKA_SECURITY has to be plaintext, ssl or aws-iam: tls")
                .doesNotContain("Failed to bind");
    }
}
