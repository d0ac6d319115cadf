import { createHash, createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";

type Files = Record<string, string>;
type Pull = { number: number; title: string; body: string; source: string; state: "open" | "closed"; merged: boolean };
type Entry = { path: string; content?: string; sha?: string | null };
type Body = { ref?: string; sha?: string; title?: string; body?: string; head?: string; tree?: Entry[] | string; base_tree?: string };

const sha = (text: string) => createHash("sha1").update(text).digest("hex");

/** Enough of GitHub for one repository that Fairway writes to. */
export class GitHub {
  readonly pulls: Pull[] = [];
  private readonly trees = new Map<string, Files>();
  /** Trees of commits. */
  private readonly commits = new Map<string, string>();
  private readonly branches = new Map<string, string>();
  private readonly server = createServer((request, reply) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const known = request.headers.authorization === "Bearer e2e-token";
      const url = new URL(request.url ?? "", "http://github.example.com");
      const said = known ? this.answer(`${request.method} ${url.pathname.replace(/^\/api\/v3(\/repos\/[^/]+\/[^/]+)?/, "")}`, url.searchParams, (body ? JSON.parse(body) : {}) as Body) : { message: "Bad credentials" };
      reply.writeHead(known ? (said === undefined ? 404 : 200) : 401, { "content-type": "application/json" }).end(JSON.stringify(said ?? { message: "Not Found" }));
    });
  });

  constructor(
    private readonly path: string,
    files: Files,
  ) {
    this.branches.set("main", this.commit(this.tree(files)));
  }

  /** @returns its address */
  async open() {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.2", resolve));
    const place = this.server.address();
    return `http://127.0.0.2:${typeof place === "object" && place ? place.port : 0}`;
  }

  close() {
    this.server.close();
  }

  head(branch: string) {
    return this.branches.get(branch);
  }

  file(branch: string, path: string) {
    return this.filesOf(this.branches.get(branch) ?? "")?.[path];
  }

  /** As its webhook tells that the main branch moved. @param to address of the webhook of Fairway */
  tellOfPush(to: string, secret: string) {
    const body = JSON.stringify({ ref: "refs/heads/main", before: "0".repeat(40), after: this.branches.get("main"), repository: { id: 11, full_name: this.path }, sender: { login: "harbor-lead" } });
    const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
    return fetch(to, { method: "POST", body, headers: { "content-type": "application/json", "x-github-event": "push", "x-github-delivery": randomUUID(), "x-hub-signature-256": signature } });
  }

  merge(number: number) {
    const pull = this.pulls[number - 1]!;
    this.branches.set("main", this.branches.get(pull.source)!);
    pull.state = "closed";
    pull.merged = true;
  }

  private tree(files: Files) {
    const id = sha(JSON.stringify(files));
    this.trees.set(id, files);
    return id;
  }

  private commit(tree: string) {
    const id = sha(`${tree} ${this.commits.size}`);
    this.commits.set(id, tree);
    return id;
  }

  private filesOf(commit: string) {
    return this.trees.get(this.commits.get(commit) ?? "");
  }

  private shown(pull: Pull | undefined) {
    if (!pull) return undefined;
    const head = { ref: pull.source, sha: this.branches.get(pull.source) };
    return { ...pull, merged_at: pull.merged ? "2026-01-01T00:00:00Z" : null, html_url: `https://github.example.com/${this.path}/pull/${pull.number}`, head, base: { ref: "main" } };
  }

  private answer(call: string, query: URLSearchParams, body: Body): unknown {
    const [method, at = ""] = call.split(" ");
    const last = at.slice(at.lastIndexOf("/") + 1);
    if (call === "GET /user") return { login: "fairway-bot" };
    if (call === "GET ") return { id: 11, full_name: this.path, default_branch: "main", html_url: `https://github.example.com/${this.path}` };
    if (call.startsWith("GET /git/ref/heads/")) {
      const head = this.branches.get(decodeURIComponent(at.slice("/git/ref/heads/".length)));
      return head && { object: { sha: head } };
    }
    if (call.startsWith("GET /git/commits/")) return this.commits.has(last) ? { sha: last, tree: { sha: this.commits.get(last) } } : undefined;
    if (call.startsWith("GET /git/trees/")) return { tree: Object.keys(this.filesOf(last) ?? {}).map((path) => ({ path, type: "blob" })) };
    if (call.startsWith("GET /commits/") && last === "pulls") return [];
    if (call.startsWith("POST /statuses/")) return {};
    if (call.startsWith("GET /contents/")) {
      const text = this.filesOf(query.get("ref") ?? "")?.[decodeURIComponent(at.slice("/contents/".length))];
      return text === undefined ? undefined : { type: "file", encoding: "base64", content: Buffer.from(text).toString("base64") };
    }
    if (call === "POST /git/trees") {
      const files = { ...this.trees.get(body.base_tree ?? "") };
      for (const { path, content } of body.tree as Entry[]) {
        if (content === undefined) delete files[path];
        else files[path] = content;
      }
      return { sha: this.tree(files) };
    }
    if (call === "POST /git/commits") return { sha: this.commit(String(body.tree)) };
    if (call === "POST /git/refs" || (method === "PATCH" && at.startsWith("/git/refs/heads/"))) {
      this.branches.set(body.ref?.replace("refs/heads/", "") ?? decodeURIComponent(at.slice("/git/refs/heads/".length)), body.sha!);
      return {};
    }
    if (call === "GET /pulls") return this.pulls.filter((pull) => pull.state === "open" && query.get("head")?.endsWith(`:${pull.source}`)).map((pull) => this.shown(pull));
    if (call === "POST /pulls") {
      this.pulls.push({ number: this.pulls.length + 1, title: body.title ?? "", body: body.body ?? "", source: body.head ?? "", state: "open", merged: false });
      return this.shown(this.pulls.at(-1));
    }
    if (at.startsWith("/pulls/")) {
      const pull = this.pulls[Number(last) - 1];
      if (method === "PATCH" && pull) Object.assign(pull, { title: body.title, body: body.body });
      return this.shown(pull);
    }
    return undefined;
  }
}
