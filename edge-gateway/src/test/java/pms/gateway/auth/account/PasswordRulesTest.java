package pms.gateway.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules();
    private final EmailAddress email = new EmailAddress("miriam@hospital.test");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            violet cup   | Password must have at least 12 characters
            password1234 | Password is too common
            PassWord!!!2026 | Password is too common
            passwordpassword | Password is too common
            1q2w3e4r5t6y7u | Password is too common
            123456789012 | Password is too common
            aaaaaaaabbbb | Password is too common
            qwertyuiop!1 | Password is too common
            xMIRIAM-9274-zz | Password must not contain the name in the email
            """)
    void refusesWhatIsTriedFirst(String password, String objection) {
        assertThat(rules.objection(email, password)).contains(objection);
    }

    @ParameterizedTest
    @ValueSource(strings = {"violet cup on mars", "Xk3!vR9pQz7w", "sechs gr\u00fcne T\u00fcren"})
    void acceptsALongOneThatFewWouldChoose(String password) {
        assertThat(rules.objection(email, password)).isEmpty();
    }

    @Test
    void refusesOneWithoutEnd() {
        assertThat(rules.objection(email, "violet cup".repeat(13))).contains("Password cannot exceed 128 characters");
    }

    @Test
    void acceptsWhatItMakesItself() {
        assertThat(rules.objection(email, RandomPassword.next())).isEmpty();
    }
}
