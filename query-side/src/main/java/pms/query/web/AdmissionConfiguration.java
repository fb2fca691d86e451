package pms.query.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Two doors. The first keeps requests within memory and stands before everything, for a refusal must cost less than an
 * answer. The second keeps the line in front of the database short: who waits longer than the time of some statements is
 * answered too late, and everybody behind as well. In between, requests that wait for a position hold up nobody.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdmissionSettings.class)
class AdmissionConfiguration {

    private static final int BEFORE_THE_TOKEN_CHECK = -400;

    @Bean
    AdmissionFilter requestAdmission(AdmissionSettings settings) {
        return new AdmissionFilter(BEFORE_THE_TOKEN_CHECK, settings.requests(), settings);
    }

    @Bean
    AdmissionFilter readAdmission(AdmissionSettings settings) {
        return new AdmissionFilter(PositionFilter.ORDER + 1, settings.reads(), settings);
    }
}
