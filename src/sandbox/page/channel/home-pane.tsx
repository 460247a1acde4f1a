import { useEffect } from 'react';
import { Blocks } from '../blocks/blocks.tsx';
import { SurfaceView } from '../elements/surface-view.tsx';
import { usePage } from '../state/page-context.ts';
import { PaneHead } from './pane-head.tsx';

/** The app's Home tab. */
export function HomePane({ title }: { title: string }) {
  const { state, act } = usePage();
  const { home, me } = state;
  useEffect(() => void act({ type: 'home' }), [act, me]);
  return (
    <main className="pane pane-channel" aria-label={title}>
      <PaneHead title={title}>Home</PaneHead>
      <div className="home" tabIndex={0}>
        {home ? (
          <SurfaceView key={home.id} kind="home" container={{ view_id: home.id }}>
            <Blocks blocks={home.view.blocks} />
          </SurfaceView>
        ) : (
          <p className="empty">The app has put nothing here yet.</p>
        )}
      </div>
    </main>
  );
}
