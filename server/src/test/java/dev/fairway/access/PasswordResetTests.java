package dev.fairway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.shared.NotFound;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PasswordResetTests extends RunningFairway {

    @Autowired
    private DSLContext db;

    @Test
    void givesANewPasswordAndSignsThePersonOutEverywhere() {
        String email = unique("lost") + "@example.com";
        Reply invited = admin.post("/v1/users/invite", "{'invitee': {'email': '%s'}}".formatted(email));
        Reply before = signIn(email, invited.at("/temporaryPassword").stringValue());

        String password = new PasswordReset(db).of(email);

        assertThat(anonymous
                        .with("Cookie", before.header("set-cookie").split(";")[0])
                        .get("/v1/auth/session")
                        .status())
                .isEqualTo(401);
        assertThat(signIn(email, password).at("/user/mustChangePassword").booleanValue())
                .isTrue();
        assertThat(signIn(email, invited.at("/temporaryPassword").stringValue()).status())
                .isEqualTo(401);
    }

    @Test
    void saysWhenNobodyHasTheAddress() {
        assertThatThrownBy(() -> new PasswordReset(db).of("nobody@example.com"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("nobody@example.com");
    }

    private Reply signIn(String email, String password) {
        return anonymous.post("/v1/auth/session", "{'email': '%s', 'password': '%s'}".formatted(email, password));
    }
}
