package pms.command;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Starts the service. JDBC is for the migrations at the start alone, so there is no data source. */
@SpringBootApplication(proxyBeanMethods = false, exclude = DataSourceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class CommandSide {

    public static void main(String[] args) {
        SpringApplication.run(CommandSide.class, args);
    }

    /** The zone of the machine says which day it is for dates of birth. */
    @Bean
    Clock clock() {
        return Clock.system(ZoneId.systemDefault());
    }
}
