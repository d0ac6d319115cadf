package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Where administrators let whoever has the mail decide. */
@TestPropertySource(properties = "fairway.selfservice.approve-without-sign-in=true")
class ApprovalWithoutSignInTests extends Asking {

    @Test
    void letsTheRecipientDecideWhoIsNotSignedIn() {
        Person approver = person();
        Person asker = person();
        String run = ask(asker, asksFor(approver));
        String token = ApprovalLinkTests.mailed(approver);

        Reply opened = ApprovalLinkTests.open(anonymous, token);
        Reply decided = ApprovalLinkTests.decide(anonymous, token, "APPROVE");

        assertThat(opened.at("/reader").stringValue()).isEqualTo(approver.email());
        assertThat(decided.status()).isEqualTo(201);
        assertThat(ApprovalLinkTests.decide(anonymous, token, "APPROVE").error())
                .isEqualTo("link_used");
        assertThat(ApprovalLinkTests.decide(asker.api(), token, "APPROVE").status())
                .isEqualTo(403);
        assertThat(admin.get("/v1/actions/runs/" + run)
                        .at("/run/approvals/decisions/0/approver")
                        .stringValue())
                .isEqualTo(approver.email());
    }

    @Test
    void refusesARecipientWhoMayNotSignInAnyMore() {
        Person approver = person();
        ask(person(), asksFor(approver));
        String token = ApprovalLinkTests.mailed(approver);
        admin.patch("/v1/blueprints/_user/entities/" + approver.email(), "{'properties': {'status': 'DISABLED'}}");

        assertThat(ApprovalLinkTests.decide(anonymous, token, "APPROVE").status())
                .isEqualTo(403);
    }
}
