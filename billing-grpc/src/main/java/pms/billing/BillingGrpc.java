package pms.billing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the billing service. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class BillingGrpc {
    public static void main(String[] arguments) {
        SpringApplication.run(BillingGrpc.class, arguments);
    }
}
