import ReactMarkdown from "react-markdown";
import type { Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { Mermaid } from "@/components/Mermaid";
import classes from "./Markdown.module.css";

const components: Components = {
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  a: ({ href, children }) => (
    <a href={href} className="link" target="_blank" rel="noreferrer">
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

/** Markdown of the catalog: tables, task lists and Mermaid; whatever could run is taken out. */
export function Markdown({ text }: { text: string }) {
  return (
    <article className={classes["markdown"]}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]} components={components}>
        {text}
      </ReactMarkdown>
    </article>
  );
}
