import { useStrings } from '../../locale.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Key } from '../../ui/key.tsx';

export function ShortcutsHelp({ onClose }: { onClose: () => void }) {
  const t = useStrings();
  const s = t.shortcuts;
  const rows: [keys: string[], what: string][] = [
    [['j'], s.next],
    [['k'], s.previous],
    [['e'], s.done],
    [['⇧', 'e'], s.reopen],
    [['r'], s.reply],
    [['n'], s.note],
    [['q'], s.quote],
    [['↑'], s.editLast],
    [['↵'], s.send],
    [['⇧', '↵'], s.newLine],
    [['Esc'], s.leave],
    [['1', '2', '3'], s.lists],
    [['i'], s.visitor],
    [['?'], s.help],
  ];
  return (
    <Dialog title={s.title} closeLabel={t.close} onClose={onClose}>
      <dl class="flex flex-col">
        {rows.map(([keys, what]) => (
          <div key={what} class="flex items-center justify-between gap-4 border-t border-line py-1.5 first:border-0">
            <dt>{what}</dt>
            <dd class="flex gap-1">
              {keys.map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
