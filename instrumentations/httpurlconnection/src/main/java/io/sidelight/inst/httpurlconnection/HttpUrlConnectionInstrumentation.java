package io.sidelight.inst.httpurlconnection;

import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.Argument;
import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/** The JDK's oldest HTTP client; see README.md for why it hooks where it hooks. */
public final class HttpUrlConnectionInstrumentation implements Instrumentation {
  private static final String ADVICE = "ConnectionAdvice";
  private static final Argument ANSWER = field("inputStream", "Ljava/io/InputStream;");
  private static final Argument FAILURE = field("rememberedException", "Ljava/lang/Exception;");

  @Override
  public String name() {
    return "httpurlconnection";
  }

  @Override
  public List<ClassRule> rules() {
    MethodRule connect =
        method("connect", "()V", ADVICE).enter("enterConnect", self()).exit("exitConnect");
    MethodRule disconnect = method("disconnect", "()V", ADVICE).enter("enterDisconnect", self());
    return Arrays.asList(
        ClassRule.named("sun.net.www.protocol.http.HttpURLConnection")
            .weave(
                connect,
                method("getOutputStream", "()Ljava/io/OutputStream;", ADVICE)
                    .enter("enterOutput", self(), ANSWER, FAILURE)
                    .exit("exitOutput"),
                method("getInputStream", "()Ljava/io/InputStream;", ADVICE)
                    .enter("enterInput", self(), ANSWER, FAILURE)
                    .exit("exitInput"),
                disconnect),
        ClassRule.named("sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection")
            .weave(connect, disconnect));
  }
}
