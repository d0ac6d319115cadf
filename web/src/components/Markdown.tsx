import ReactMarkdown, { defaultUrlTransform } from "react-markdown";
import type { Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { Mermaid } from "@/components/Mermaid";
import { foldsOf } from "@/lib/folds";
import type { Part } from "@/lib/folds";
import classes from "./Markdown.module.css";

const components: Components = {
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  a: ({ href, children }) => (
    <a href={href} className="link" {...(href && /^[/#](?!\/)/.test(href) ? {} : { target: "_blank", rel: "noreferrer" })}>
      {children}
    </a>
  ),
  table: ({ children }) => (
    <div className="scroll">
      <table>{children}</table>
    </div>
  ),
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  code: ({ className, children }) =>
    className?.includes("language-mermaid") ? <Mermaid source={String(children)} /> : <code className={className}>{children}</code>,
};

/** Where a link leads, when not where it says. */
type LinkOf = ((href: string) => string) | undefined;

function Text({ text, linkOf, inline }: { text: string; linkOf: LinkOf; inline?: boolean }) {
  return (
    <ReactMarkdown
      remarkPlugins={[remarkGfm]}
      rehypePlugins={[rehypeSanitize]}
      components={inline ? { ...components, p: ({ children }) => <>{children}</> } : components}
      urlTransform={(url, key) => defaultUrlTransform(linkOf && key === "href" ? linkOf(url) : url)}
    >
      {text}
    </ReactMarkdown>
  );
}

function Parts({ parts, linkOf }: { parts: Part[]; linkOf: LinkOf }) {
  return parts.map((part, at) =>
    part.kind === "text" ? (
      <Text key={at} text={part.text} linkOf={linkOf} />
    ) : (
      <details key={at} open={part.open}>
        <summary>
          <Text text={part.summary} linkOf={linkOf} inline />
        </summary>
        <Parts parts={part.inside} linkOf={linkOf} />
      </details>
    ),
  );
}

/** Markdown of people and machines: tables, task lists, folds and Mermaid; whatever could run is taken out. */
export function Markdown({ text, linkOf }: { text: string; linkOf?: (href: string) => string }) {
  return (
    <article className={classes["markdown"]}>
      <Parts parts={foldsOf(text)} linkOf={linkOf} />
    </article>
  );
}
