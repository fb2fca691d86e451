package pms.gateway.auth.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.access.Role;
import pms.audit.Asker;
import pms.gateway.audit.Askers;
import reactor.core.publisher.Mono;

/** {@code /auth/users}: the accounts, for administrators. */
@RestController
@RequestMapping(path = "/auth/users", produces = MediaType.APPLICATION_JSON_VALUE)
class UsersEndpoint {

    private static final int MAX_PAGE = 1_000_000;
    private static final int MAX_SIZE = 200;

    private final Accounts accounts;
    private final Users users;

    UsersEndpoint(Accounts accounts, Users users) {
        this.accounts = accounts;
        this.users = users;
    }

    @GetMapping
    Mono<ResponseEntity<List<UserView>>> list(
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        UserRequests.within("page", page, 0, MAX_PAGE);
        UserRequests.within("size", size, 1, MAX_SIZE);
        return users.list(page, size).map(UserView::of).collectList().zipWith(users.count(), UsersEndpoint::counted);
    }

    @GetMapping("/{id}")
    Mono<UserView> one(@PathVariable String id) {
        return accounts.find(UserRequests.id(id)).map(UserView::of);
    }

    /** Without a password the user gets a random one, which is told here and never again. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<UserView>> create(@RequestBody Mono<UserRequests.Create> request, ServerWebExchange exchange) {
        return request.map(UserRequests.Create::checked).flatMap(asked -> create(asked, Askers.of(exchange)));
    }

    private Mono<ResponseEntity<UserView>> create(UserRequests.Create request, Asker by) {
        String made = request.password() == null ? RandomPassword.next() : null;
        String password = made == null ? request.password() : made;
        return accounts.create(request.address(), request.givenRole(), String.valueOf(password), by)
                .map(user -> UserView.of(user).withPassword(made))
                .map(user -> ResponseEntity.created(URI.create("/auth/users/" + user.id()))
                        .cacheControl(CacheControl.noStore())
                        .body(user));
    }

    @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<UserView> change(
            @PathVariable String id, @RequestBody Mono<UserRequests.Change> request, ServerWebExchange exchange) {
        UUID user = UserRequests.id(id);
        Asker by = Askers.of(exchange);
        return request.map(UserRequests.Change::checked)
                .flatMap(change -> accounts.change(user, change.role(), change.disabled(), change.password(), by))
                .map(UserView::of);
    }

    private static ResponseEntity<List<UserView>> counted(List<UserView> page, Long total) {
        return ResponseEntity.ok().header("X-Total-Count", total.toString()).body(page);
    }

    /** @param password only of a user who just got a random one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UserView(
            UUID id,
            String email,
            Role role,
            boolean disabled,
            Instant createdAt,
            Instant changedAt,
            @Nullable String password) {

        static UserView of(User user) {
            return new UserView(
                    user.id(),
                    user.email().value(),
                    user.role(),
                    user.disabled(),
                    user.createdAt(),
                    user.changedAt(),
                    null);
        }

        UserView withPassword(@Nullable String told) {
            return new UserView(id, email, role, disabled, createdAt, changedAt, told);
        }

        /** Passwords do not belong in logs. */
        @Override
        public String toString() {
            return "UserView[" + id + "]";
        }
    }
}
