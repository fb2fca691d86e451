package pms.gateway.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import pms.access.Role;
import pms.gateway.support.GatewayTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Somebody can always look after the users. */
class LastAdministratorIT extends GatewayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private DatabaseClient database;

    @Autowired
    private UserChanges changes;

    @Autowired
    private Users users;

    @Test
    void keepsOneAdministratorHoweverManyDemoteEachOther() {
        List<User> admins = Flux.range(0, 4)
                .concatMap(i -> users.add(
                        new NewUser(new EmailAddress(UUID.randomUUID() + "@hospital.test"), "no hash", Role.ADMIN)))
                .collectList()
                .block(PATIENCE);
        setOtherAdminsDisabled(Objects.requireNonNull(admins), true);
        try {
            List<String> outcomes = Flux.fromIterable(admins)
                    .flatMap(admin -> changes.change(
                                    admin.id(), new UserChange(Role.AUDITOR, null, null), changed -> Mono.empty())
                            .map(changed -> "demoted")
                            .onErrorResume(refused -> Mono.just(String.valueOf(refused.getMessage()))))
                    .collectList()
                    .block(PATIENCE);

            assertThat(outcomes).containsExactlyInAnyOrder("demoted", "demoted", "demoted", "last-admin");
        } finally {
            setOtherAdminsDisabled(admins, false);
        }
    }

    private void setOtherAdminsDisabled(List<User> admins, boolean disabled) {
        database.sql("update users set disabled = :disabled where role = 'ADMIN' and user_id <> all (:ids)")
                .bind("disabled", disabled)
                .bind("ids", admins.stream().map(User::id).toArray(UUID[]::new))
                .then()
                .block(PATIENCE);
    }
}
