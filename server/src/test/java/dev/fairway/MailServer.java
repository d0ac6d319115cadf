package dev.fairway;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A real mail server on a free port, one for all tests. */
public final class MailServer {

    private static final GreenMail SERVER = start();

    private MailServer() {}

    /** @param subject decoded; {@code body} as it was written */
    public record Mail(String to, String subject, String body) {}

    private static GreenMail start() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    static String url() {
        return "smtp://127.0.0.1:" + SERVER.getSmtp().getPort();
    }

    public static List<Mail> to(String person) {
        List<Mail> mails = new ArrayList<>();
        for (MimeMessage message : SERVER.getReceivedMessages()) {
            Mail mail = mail(message);
            if (mail.to().equals(person)) {
                mails.add(mail);
            }
        }
        return mails;
    }

    private static Mail mail(MimeMessage message) {
        try {
            return new Mail(
                    message.getAllRecipients()[0].toString(),
                    message.getSubject(),
                    String.valueOf(message.getContent()).replace("\r\n", "\n"));
        } catch (MessagingException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
