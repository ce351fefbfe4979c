import type { ArticleImage } from '@everthread/shared/client/article-image';
import { ARTICLE_IMAGE_MAX_BYTES } from '@everthread/shared/file-limits';
import { useRef, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import { codeBlock, type Edit, goOn, image, link, markLines, type Selection, table, wrap } from './markdown-edits.ts';
import { type Tool, Toolbar, toolOf } from './toolbar.tsx';

type WritePaneProps = {
  body: string;
  direction: 'ltr' | 'rtl';
  isReadOnly: boolean;
  onWrite: (body: string) => void;
  keepImage: (file: Blob) => Promise<ArticleImage>;
};

const LONGEST = 200_000;

/** The text of an article, with its tools. What they do can be undone like typing. */
export function WritePane({ body, direction, isReadOnly, onWrite, keepImage }: WritePaneProps) {
  const { toasts } = useApp();
  const t = useStrings();
  const w = useArticleWords();
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [uploading, setUploading] = useState(0);
  const trouble = (text: string) => toasts.show({ tone: 'trouble', text });

  function apply(make: (selection: Selection) => Edit | undefined): boolean {
    const element = area.current;
    if (!element || isReadOnly) return false;
    const edit = make({ text: element.value, start: element.selectionStart, end: element.selectionEnd });
    if (!edit) return false;
    element.focus();
    element.setSelectionRange(edit.from, edit.to);
    // The one way to write that the browser's own undo knows of.
    const isDone = document.execCommand(edit.insert === '' ? 'delete' : 'insertText', false, edit.insert);
    if (!isDone && edit.from + edit.insert.length > 0) element.setRangeText(edit.insert, edit.from, edit.to);
    element.setSelectionRange(edit.start, edit.end);
    onWrite(element.value);
    return true;
  }

  function use(tool: Tool): void {
    if (tool === 'image') picker.current?.click();
    else
      apply((selection) => {
        switch (tool) {
          case 'bold':
            return wrap(selection, '**');
          case 'italic':
            return wrap(selection, '*');
          case 'struck':
            return wrap(selection, '~~');
          case 'code':
            return wrap(selection, '`');
          case 'link':
            return link(selection);
          case 'codeBlock':
            return codeBlock(selection);
          case 'table':
            return table(selection, w.tools.columns);
          default:
            return markLines(selection, tool);
        }
      });
  }

  /** Whether one of them was an image. */
  function upload(files: Iterable<File>): boolean {
    const images = [...files].filter(({ type }) => type.startsWith('image/'));
    for (const file of images) void uploadOne(file);
    return images.length > 0;
  }

  async function uploadOne(file: File): Promise<void> {
    if (file.size > ARTICLE_IMAGE_MAX_BYTES) return void trouble(w.tools.tooLarge);
    setUploading((count) => count + 1);
    const before = area.current?.value;
    try {
      const { name } = await keepImage(file);
      const alt = file.name.replace(/\.\w+$/, '').replace(/[[\]\\]/g, ' ');
      const at = document.activeElement;
      const isAsLeft = area.current?.value === before;
      apply((selection) => {
        const edit = image(name, alt, selection);
        const behind = edit.from + edit.insert.length;
        return isAsLeft ? edit : { ...edit, start: behind, end: behind };
      });
      // Whoever has begun to write elsewhere writes on there.
      if (at !== area.current && at !== picker.current && at?.matches('input, textarea')) (at as HTMLElement).focus();
    } catch (error) {
      trouble(`${w.tools.notUploaded}. ${errorWords(error, t)}`);
    } finally {
      setUploading((count) => count - 1);
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const tool = toolOf(event);
    const isEnter = event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (tool) use(tool);
    else if (!isEnter || !apply(goOn)) return;
    event.preventDefault();
  }

  return (
    <div class="flex min-h-0 flex-col rounded-large border border-line bg-surface">
      {!isReadOnly && <Toolbar onTool={use} />}
      <textarea
        ref={area}
        dir={direction}
        aria-label={w.editor.body}
        placeholder={w.editor.bodyHint}
        value={body}
        readOnly={isReadOnly}
        maxLength={LONGEST}
        spellcheck
        class="grows min-h-80 w-full resize-none bg-transparent p-4 text-read"
        onInput={({ currentTarget }) => onWrite(currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => event.clipboardData && upload(event.clipboardData.files) && event.preventDefault()}
        onDrop={(event) => event.dataTransfer && upload(event.dataTransfer.files) && event.preventDefault()}
      />
      <input
        ref={picker}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp,image/avif"
        class="sr-only"
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          upload(currentTarget.files ?? []);
          currentTarget.value = '';
        }}
      />
      <p role="status" class="text-small text-faint">
        {uploading > 0 && w.tools.uploading}
      </p>
    </div>
  );
}
